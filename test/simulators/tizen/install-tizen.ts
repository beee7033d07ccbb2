import { applyMask } from '../core/apply-mask';
import { KeyGate } from '../core/key-gate';
import { ScreenSaver } from '../core/screen-saver';
import type { HubSection, Television, TelevisionConfig } from '../core/television';
import { createParts } from '../core/television-parts';
import type { TelevisionParts } from '../core/television-parts';
import { VoiceGuide } from '../core/voice-guide';
import type { PlaneLibraries } from '../plane/libraries';
import { AccessGate } from './access-gate';
import { MANDATORY, TIZEN_CODES, TIZEN_NICKNAMES } from './remote-codes';
import { SimulatedHub } from './simulated-hub';
import { SimulatedVoice } from './simulated-voice';
import { createTizenApi } from './tizen-api';
import { TvInputDevice } from './tv-input-device';
import { createWebapis } from './webapis';
import type { Webapis } from './webapis';

/** The system ends an app whose Back is kept down this long (T-14). */
const LONG_BACK_MS = 2_000;
/** What a tile says to an app that is not running. */
const STORED_LAUNCH = '__television.launch';
/** Time between the hidden event and the frozen page. */
const FREEZE_DELAY_MS = 200;

/** Makes a page a Samsung set. Run before any script of the app. */
export function installTizen(window: Window & typeof globalThis, config: TelevisionConfig, libraries: PlaneLibraries): Television {
  const parts = createParts(window, config, libraries);
  new AccessGate(parts, config);
  const set = new TizenSet(parts);
  applyMask(window, config.mask);
  return set;
}

/** A tile of the home screen starts an app that has ended: what it says is read once. */
function takeStoredLaunch(window: Window): Readonly<Record<string, unknown>> | null {
  try {
    const stored = window.sessionStorage.getItem(STORED_LAUNCH);
    window.sessionStorage.removeItem(STORED_LAUNCH);
    return stored === null ? null : (JSON.parse(stored) as Readonly<Record<string, unknown>>);
  } catch {
    // A page without an origin of its own has no storage.
    return null;
  }
}

class TizenSet implements Television {
  readonly id: string;
  private readonly parts: TelevisionParts;
  private readonly voice: VoiceGuide;
  private readonly saver: ScreenSaver;
  private readonly saverSwitch = { isAllowed: true };
  private readonly input: TvInputDevice;
  private readonly gate: KeyGate;
  private readonly webapis: Webapis;
  private readonly assistant: SimulatedVoice;
  private readonly smartHub: SimulatedHub;
  private requested: Readonly<Record<string, unknown>> | null;
  private hasExited = false;
  private stopLongBack: (() => void) | null = null;

  constructor(parts: TelevisionParts) {
    const { window, config, timers, journal, visibility } = parts;
    this.parts = parts;
    this.id = config.preset.id;
    this.requested = takeStoredLaunch(window) ?? config.launchParams;
    this.smartHub = new SimulatedHub(parts);
    this.voice = new VoiceGuide(window, config.isVoiceGuideOn, true);
    this.saver = new ScreenSaver(timers, journal, config.screenSaverAfterMs, () => this.saverSwitch.isAllowed && !visibility.isHidden);
    this.input = new TvInputDevice(journal, timers, config.privileges);
    this.gate = new KeyGate(window, journal, timers, {
      isDelivered: (code) => this.input.isDelivered(code),
      // Escape and Backspace on a computer's keyboard are the remote's Back.
      fromKeyboard: (code) => (code === 27 || code === 8 ? TIZEN_CODES['Back'] ?? null : null),
      holdStyle: 'pairs',
      onKey: (code, phase) => this.onKey(code, phase),
    });
    this.assistant = new SimulatedVoice(parts, (key) => { this.press(key); });
    this.webapis = createWebapis(parts, { guide: this.voice, assistant: this.assistant }, this.saver, this.saverSwitch);
    const exit = (): void => { this.exit(); };
    const tizen = createTizenApi(parts, this.input.api(), this.smartHub, { exit, hide: () => { this.hide(); }, requestedParams: () => this.requested });
    for (const [name, value] of [['tizen', tizen], ['webapis', this.webapis.api]] as const) {
      Object.defineProperty(window, name, { configurable: true, enumerable: true, value });
    }
  }

  press(key: string): void {
    this.gate.press(this.codeOf(key));
  }

  down(key: string): void {
    this.gate.down(this.codeOf(key));
  }

  up(key: string): void {
    this.gate.up(this.codeOf(key));
  }

  hide(): void {
    const { visibility, timers, freezer, bank, journal } = this.parts;
    if (visibility.isHidden) return;
    journal.event('hidden');
    this.saverSwitch.isAllowed = true;
    visibility.set(true);
    const wasLeft = bank.inUse;
    if (wasLeft > 0) journal.violation('a decoder was still held after the app was hidden');
    if (this.webapis.players.some((player) => player.getState() !== 'NONE')) journal.violation('a player was still open after the app was hidden');
    bank.takeAll();
    timers.after(FREEZE_DELAY_MS, () => {
      if (visibility.isHidden) freezer.freeze();
    });
  }

  show(): void {
    const { visibility, freezer, journal } = this.parts;
    if (!visibility.isHidden) return;
    journal.event('shown');
    freezer.thaw();
    visibility.set(false);
    this.saver.rest();
  }

  relaunch(params: Readonly<Record<string, unknown>>): void {
    this.requested = params;
    this.show();
    if (this.parts.config.keepsPageOnAppControl) this.parts.window.dispatchEvent(new Event('appcontrol'));
    else this.parts.window.location.reload();
  }

  standby(): void {
    // Instant-on: the app is only suspended.
    this.hide();
    this.parts.line.set(false, true);
  }

  wake(): void {
    this.parts.line.set(true);
    this.show();
  }

  setNetwork(isUp: boolean, isSilent = false): void {
    this.parts.line.set(isUp, isSilent);
  }

  setVoiceGuide(isOn: boolean): void {
    this.voice.set(isOn);
  }

  get hub(): readonly HubSection[] {
    return this.smartHub.sections;
  }

  setAdId(state: 'free' | 'limited' | 'none'): void {
    this.webapis.owner.adId = state;
  }

  pressTile(section: number, tile: number): void {
    const found = this.smartHub.sections[section]?.tiles[tile];
    if (found === undefined) throw new Error(`no tile ${String(tile)} in section ${String(section)}`);
    const params = JSON.parse(found.action_data) as Readonly<Record<string, unknown>>;
    this.parts.journal.event(`tile pressed: ${found.title ?? ''}`);
    if (!this.hasExited) {
      this.relaunch(params);
      return;
    }
    this.parts.window.sessionStorage.setItem(STORED_LAUNCH, JSON.stringify(params));
    this.parts.window.location.reload();
  }

  say(text: string): string {
    const { visibility, freezer } = this.parts;
    return this.assistant.say(text, !visibility.isHidden && !freezer.isFrozen && !this.hasExited);
  }

  point(): void {
    // A mouse is the engine's own business on Samsung sets.
  }

  click(): void {
    // See point.
  }

  expireDeveloperSession(): void {
    // Nothing of the kind is known of Samsung's sets.
  }

  get violations(): readonly string[] {
    return this.parts.journal.violations;
  }

  get spoken(): readonly string[] {
    return this.voice.spoken;
  }

  journal(): ReturnType<Television['journal']> {
    return this.parts.journal.recent();
  }

  state(): ReturnType<Television['state']> {
    const { visibility, freezer, line, bank, covers } = this.parts;
    const player = this.webapis.players.find((candidate) => candidate.getState() !== 'NONE');
    return {
      isHidden: visibility.isHidden, isFrozen: freezer.isFrozen, isOnline: line.isUp, isScreenSaverOn: this.saver.isActive, isVoiceGuideOn: this.voice.isOn,
      isPointerVisible: false, decodersInUse: bank.inUse, covers: covers(), hasExited: this.hasExited, hasExitQuestion: false, isKeyboardOpen: false,
      pictureMs: bank.inUse === 0 || player === undefined ? null : player.getCurrentTime(),
    };
  }

  private codeOf(key: string): number {
    const code = TIZEN_CODES[TIZEN_NICKNAMES[key] ?? key];
    if (code === undefined) throw new Error(`no key ${key}; known: ${Object.keys(TIZEN_NICKNAMES).concat(Array.from(MANDATORY)).join(', ')}`);
    return code;
  }

  private onKey(code: number, phase: 'down' | 'up'): boolean {
    if (this.saver.isActive) {
      // The first key only ends the screen saver.
      if (phase === 'down') this.saver.rest();
      return true;
    }
    this.saver.rest();
    if (code === TIZEN_CODES['Back']) {
      if (phase === 'down') this.stopLongBack ??= this.parts.timers.after(LONG_BACK_MS, () => { this.exit(); });
      else if (!this.gate.isHeld(code)) {
        this.stopLongBack?.();
        this.stopLongBack = null;
      }
    }
    return false;
  }

  private exit(): void {
    if (this.hasExited) return;
    this.hasExited = true;
    this.parts.journal.event('exit');
    this.parts.bank.takeAll();
    this.parts.visibility.set(true);
    this.parts.freezer.freeze();
    // What is left is the set's own home screen.
    this.parts.window.document.documentElement.style.display = 'none';
  }
}
