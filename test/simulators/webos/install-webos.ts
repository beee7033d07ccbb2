import { applyMask } from '../core/apply-mask';
import { askLicence } from '../core/ask-licence';
import { KeyGate } from '../core/key-gate';
import { ScreenSaver } from '../core/screen-saver';
import type { Television, TelevisionConfig } from '../core/television';
import { createParts } from '../core/television-parts';
import type { TelevisionParts } from '../core/television-parts';
import { VoiceGuide } from '../core/voice-guide';
import type { PlaneLibraries } from '../plane/libraries';
import { createServices } from './create-services';
import { DeveloperSession } from './developer-session';
import { limitStorage } from './limit-storage';
import type { Answer } from './luna-services';
import { MagicPointer } from './magic-pointer';
import { patchMedia } from './patch-media';
import type { MediaPatch } from './patch-media';
import { SYSTEM_KEYS, WEBOS_CODES } from './remote-codes';
import { createBridgeClass } from './service-bridge';
import { SetKeyboard } from './set-keyboard';
import { SimulatedDrm } from './simulated-drm';

const APP_ID = 'com.hearthtv.app';
const FREEZE_DELAY_MS = 500;
/** A client asked before the screen saver begins answers within this, or the saver begins. */
const SAVER_ANSWER_MS = 1_000;

/** Makes a page an LG set. Run before any script of the app. */
export function installWebos(window: Window & typeof globalThis, config: TelevisionConfig, libraries: PlaneLibraries): Television {
  const parts = createParts(window, config, libraries);
  const set = new WebosSet(parts, libraries);
  applyMask(window, config.mask);
  return set;
}

class WebosSet implements Television {
  readonly id: string;
  readonly spoken: string[] = [];
  private readonly parts: TelevisionParts;
  private readonly voice: VoiceGuide;
  private readonly saver: ScreenSaver;
  private readonly saverClients = new Map<string, (question: Answer) => void>();
  private readonly refused = new Set<unknown>();
  private readonly gate: KeyGate;
  private readonly pointer: MagicPointer;
  private readonly keyboard: SetKeyboard;
  private readonly drm: SimulatedDrm;
  private readonly media: MediaPatch;
  private readonly session: DeveloperSession;
  private readonly system: { launchParams: string };
  private hasExited = false;
  private hasExitQuestion = false;
  private wasShown = false;

  constructor(parts: TelevisionParts, libraries: PlaneLibraries) {
    const { window, config, timers, journal } = parts;
    this.parts = parts;
    this.id = config.preset.id;
    this.voice = new VoiceGuide(window, config.isVoiceGuideOn, false);
    this.saver = new ScreenSaver(timers, journal, config.screenSaverAfterMs, () => this.maySaverStart());
    this.gate = new KeyGate(window, journal, timers, {
      isDelivered: (code) => !SYSTEM_KEYS.has(code),
      fromKeyboard: (code) => (code === 27 || code === 8 ? WEBOS_CODES['Back'] ?? null : null),
      holdStyle: 'repeat',
      onKey: (code, phase) => this.onKey(code, phase),
    });
    this.pointer = new MagicPointer(parts, (code) => { this.gate.press(code); });
    this.keyboard = new SetKeyboard({ window, journal, timers, send: (code) => { this.gate.press(code); } });
    this.drm = new SimulatedDrm({ timers, journal, askLicence: (url) => askLicence(window, url) });
    this.media = patchMedia(parts, libraries, this.drm);
    this.session = new DeveloperSession(window, journal);
    limitStorage(window, config.preset.osVersion);
    this.system = { launchParams: config.launchParams === null ? '{}' : JSON.stringify(config.launchParams) };
    this.defineGlobals();
    this.announceLaunch();
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
    const { visibility, timers, freezer, journal } = this.parts;
    if (visibility.isHidden) return;
    journal.event('hidden');
    // Media is suspended at once, before the page hears of it.
    for (const element of this.media.elements()) element.freeze();
    visibility.set(true);
    timers.after(FREEZE_DELAY_MS, () => {
      if (visibility.isHidden) freezer.freeze();
    });
  }

  show(): void {
    const { visibility, freezer, journal } = this.parts;
    if (!visibility.isHidden || this.hasExited) return;
    journal.event('shown');
    freezer.thaw();
    for (const element of this.media.elements()) element.thaw();
    visibility.set(false);
    this.saver.rest();
  }

  relaunch(params: Readonly<Record<string, unknown>>): void {
    const { config, freezer, timers, journal, window } = this.parts;
    // Ignored while the app has never been shown.
    if (!this.wasShown) return;
    journal.event('relaunch');
    this.system.launchParams = JSON.stringify(params);
    if (!config.handlesRelaunch) this.show();
    freezer.thaw();
    timers.after(1, () => {
      window.document.dispatchEvent(new CustomEvent('webOSRelaunch', { detail: params }));
    });
  }

  standby(): void {
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

  readonly hub = [];

  setAdId(): void {
    // LG lends none to apps.
  }

  pressTile(): void {
    // LG's home screen has no rows of apps.
  }

  say(text: string): string {
    // LG hands words to partners alone.
    this.parts.journal.event(`said "${text}": nobody`);
    return 'nobody';
  }

  setVoiceGuide(isOn: boolean): void {
    this.voice.set(isOn);
  }

  point(place: { readonly x: number; readonly y: number } | null): void {
    this.saver.rest();
    if (place === null) this.pointer.hide();
    else this.pointer.move(place.x, place.y);
  }

  click(): void {
    this.saver.rest();
    this.pointer.click();
  }

  expireDeveloperSession(): void {
    this.session.expire(() => { this.exit(); });
  }

  get violations(): readonly string[] {
    return this.parts.journal.violations;
  }

  journal(): ReturnType<Television['journal']> {
    return this.parts.journal.recent();
  }

  state(): ReturnType<Television['state']> {
    const { visibility, freezer, line, bank, covers } = this.parts;
    const playing = this.media.elements()[0];
    return {
      isHidden: visibility.isHidden, isFrozen: freezer.isFrozen, isOnline: line.isUp, isScreenSaverOn: this.saver.isActive, isVoiceGuideOn: this.voice.isOn,
      isPointerVisible: this.pointer.isVisible, decodersInUse: bank.inUse, covers: covers(), hasExited: this.hasExited || this.session.isOver,
      hasExitQuestion: this.hasExitQuestion, isKeyboardOpen: this.keyboard.isOpen, pictureMs: playing === undefined ? null : playing.currentTime * 1000,
    };
  }

  private codeOf(key: string): number {
    const code = WEBOS_CODES[key];
    if (code === undefined) throw new Error(`no key ${key}; known: ${Object.keys(WEBOS_CODES).join(', ')}`);
    return code;
  }

  private onKey(code: number, phase: 'down' | 'up'): boolean {
    const { config, window } = this.parts;
    const isDown = phase === 'down';
    const wasSaving = this.saver.isActive;
    this.saver.rest();
    if (wasSaving) return true;
    if (this.hasExitQuestion) {
      if (isDown) this.answerExitQuestion(code);
      return true;
    }
    // The first arrow only takes the pointer away (W-04).
    if (isDown && code >= 37 && code <= 40 && this.pointer.isVisible) {
      this.pointer.hide();
      return true;
    }
    if (code !== WEBOS_CODES['Exit'] && this.keyboard.onKey(code, phase)) return true;
    if (code === WEBOS_CODES['Back'] && !config.isBackDelivered) {
      if (isDown) window.history.back();
      return true;
    }
    if (code === WEBOS_CODES['Exit']) {
      if (isDown) this.exit();
      return true;
    }
    return false;
  }

  private answerExitQuestion(code: number): void {
    this.hasExitQuestion = false;
    this.parts.journal.event(code === WEBOS_CODES['OK'] ? 'exit question: leave' : 'exit question: stay');
    if (code === WEBOS_CODES['OK']) this.exit();
  }

  private platformBack(): void {
    const major = Number(this.parts.config.preset.osVersion.split('.')[0]);
    this.parts.journal.event(`platformBack: ${major >= 6 ? 'exit question' : 'Home'}`);
    if (major >= 6) this.hasExitQuestion = true;
    else this.hide();
  }

  private exit(): void {
    if (this.hasExited) return;
    this.hide();
    this.hasExited = true;
    this.parts.journal.event('exit');
    this.parts.window.document.documentElement.style.display = 'none';
  }

  /** Asks the registered clients; without a refusal the saver begins. */
  private maySaverStart(): boolean {
    const { timers, visibility, window } = this.parts;
    if (visibility.isHidden) return false;
    const isFullScreen = this.media.elements().some((element) => element.isPlayWanted && element.video.clientWidth >= window.innerWidth);
    if (isFullScreen) return false;
    if (this.saverClients.size === 0) return true;
    const timestamp = String(Math.round(timers.nowMs()));
    this.saverClients.forEach((ask) => { ask({ state: 'Active', timestamp }); });
    timers.after(SAVER_ANSWER_MS, () => {
      this.parts.journal.event(this.refused.has(timestamp) ? 'screen saver refused' : 'screen saver not refused');
      if (!this.refused.has(timestamp)) this.saverClients.clear();
    });
    return false;
  }

  private defineGlobals(): void {
    const { window, config, timers, journal, chaos } = this.parts;
    const { preset } = config;
    const services = createServices({
      parts: this.parts, voice: this.voice, drm: this.drm, spoken: this.spoken, saverClients: this.saverClients,
      refuseSaver: (_client, timestamp) => { this.refused.add(timestamp); },
      launch: (id) => { journal.event(`launch ${id}`); this.hide(); },
    });
    const { Bridge } = createBridgeClass({ services, timers, journal, chaos });
    const deviceInfo = JSON.stringify({
      modelName: preset.model, platformVersion: '03.00.00', platformVersionMajor: 3, platformVersionMinor: 0, platformVersionDot: 0,
      sdkVersion: preset.osVersion, screenWidth: preset.hasUhd ? 3840 : 1920, screenHeight: preset.hasUhd ? 2160 : 1080,
    });
    const { system } = this;
    const object = {
      get launchParams() { return system.launchParams; },
      deviceInfo, identifier: `${APP_ID} 1234`, country: JSON.stringify({ country: 'GBR' }), locale: window.navigator.language, localeRegion: 'GBR',
      timeZone: 'Europe/London', folderPath: `/media/developer/apps/usr/palm/applications/${APP_ID}`, trustLevel: 'default', isMinimal: false,
      activate: () => { journal.call('activate'); this.show(); },
      deactivate: () => undefined,
      isActivated: () => !this.parts.visibility.isHidden,
      platformBack: () => { this.platformBack(); },
      hide: () => { this.hide(); },
      stageReady: () => undefined,
      keepAlive: () => undefined,
      PmLogString: () => undefined,
      cursor: { visibility: false },
    };
    for (const [name, value] of [['webOSSystem', object], ['PalmSystem', object], ['PalmServiceBridge', Bridge], ['WebOSServiceBridge', Bridge]] as const) {
      Object.defineProperty(window, name, { configurable: true, enumerable: true, value });
    }
    Object.defineProperty(window, 'close', { configurable: true, writable: true, value: () => { this.exit(); } });
  }

  /** `webOSLaunch` comes 1 ms after the page is complete, through the handler the engine itself assigns (W-01). */
  private announceLaunch(): void {
    const { window, timers, config } = this.parts;
    const { document } = window;
    document.onreadystatechange = () => {
      if (document.readyState !== 'complete') return;
      this.wasShown = true;
      timers.after(1, () => {
        document.dispatchEvent(new CustomEvent('webOSLaunch', { detail: config.launchParams ?? {} }));
      });
    };
  }
}
