import { toAppError } from '#core/base';
import type { Disposer } from '#core/base';
import { batch, signal } from '#core/state';
import type { ReadonlySignal } from '#core/state';
import type { ClockPort, LogPort, RemoteKey, RemoteKeyEvent } from '#ports';
import { MOTION } from '#ui/theme';
import type { Stage } from '../lightning';
import { KEY_NAMES, REPEATING_KEYS } from '../view/key-handlers';
import type { HandlerTable } from '../view/view';
import type { KeyName, KeyPress } from '../view/key-handlers';
import { KeyTrace } from './key-trace';

/** OK held this long opens options. Smaller: slow presses open them; larger: nobody finds them. */
const LONG_OK_MS = 600;
/** It is counted in so many steps, each a timer of its own. */
const LONG_OK_STEPS = 6;
/** Back held this long opens the keys on screen. Smaller: slow presses do; larger: some sets end the app first. */
const LONG_BACK_MS = 1000;
/** A repeat may come this much too early and still count: sets send them unevenly. */
const REPEAT_SLACK_MS = 6;

const SWAPPED: Readonly<Partial<Record<KeyName, KeyName>>> = { Left: 'Right', Right: 'Left' };

/** Handler names by key, made once: a held key makes no strings. */
const HANDLE = {} as Record<KeyName, string>;
for (const name of [...Object.values(KEY_NAMES), 'OkLong'] as KeyName[]) HANDLE[name] = `_handle${name}`;

interface MutablePress {
  key: RemoteKey;
  isHeld: boolean;
  heldMs: number;
  digit: number;
}

interface FocusTarget {
  readonly keepsDirection?: boolean;
}

/**
 * The one door for keys: paces held ones, turns them for right-to-left screens, walks Lightning's focus path and keeps
 * the idle clock. A handler answers `true` (used up) or `false` (hands on); whatever it throws is logged and the key is
 * used up. Sets signals in one batch, so that a key is one change.
 */
export class KeyGate {
  /** The last keys with their times. */
  readonly trace = new KeyTrace();
  private readonly stage: Stage;
  private readonly clock: ClockPort;
  private readonly log: LogPort;
  private readonly isMirrored: () => boolean;
  private readonly press: MutablePress = { key: 'ok', isHeld: false, heldMs: 0, digit: -1 };
  private readonly held = signal(false);
  private readonly pressed = signal(false);
  private lastKeyMs: number;
  private lastMoveMs = -Infinity;
  private acceptedMs = -Infinity;
  private stopLong: Disposer | null = null;
  private isOkPending = false;
  /** Called before every key that came through. */
  onBeforeKey: (() => void) | null = null;
  /** Called after every key that came through, before its frame. */
  onAfterKey: (() => void) | null = null;
  /** Sees every key first; `true` swallows it (an overlay that only waits for a key). */
  interceptor: ((press: KeyPress) => boolean) | null = null;
  /** Sees every event of the remote as it came; `true`: it has been made something else of, by {@link admit}, or nothing. */
  remap: ((event: RemoteKeyEvent) => boolean) | null = null;
  /** Back was held. What Back does it has done when it went down. */
  onBackHeld: (() => void) | null = null;
  private stopBack: Disposer | null = null;

  constructor(stage: Stage, clock: ClockPort, log: LogPort, isMirrored: () => boolean) {
    this.stage = stage;
    this.clock = clock;
    this.log = log;
    this.isMirrored = isMirrored;
    this.lastKeyMs = clock.monotonicMs();
  }

  /** True while a key is held: no text work, no growing, no fades. */
  get isHeld(): boolean {
    return this.held.peek();
  }

  /** {@link isHeld} as a signal. */
  get isHeldSignal(): ReadonlySignal<boolean> {
    return this.held;
  }

  /** True while OK is down and not yet decided; controls draw themselves pressed. */
  get isOkDown(): ReadonlySignal<boolean> {
    return this.pressed;
  }

  /** Milliseconds since the last key. */
  get idleMs(): number {
    return this.clock.monotonicMs() - this.lastKeyMs;
  }

  /** When a direction key last came through; monotonic milliseconds. */
  get lastMoveAtMs(): number {
    return this.lastMoveMs;
  }

  /** Takes an event of the remote. Answers whether anything used it. */
  take(event: RemoteKeyEvent): boolean {
    if (event.key === 'back') this.followBack(event);
    return this.remap?.(event) === true || this.admit(event);
  }

  /** Takes an event whose meaning is decided. Answers whether anything used it. */
  admit(event: RemoteKeyEvent): boolean {
    const nowMs = this.clock.monotonicMs();
    this.lastKeyMs = nowMs;
    if (event.phase === 'up') return this.release(event);
    if (event.isHeld) {
      if (!REPEATING_KEYS.has(event.key)) return true;
      if (nowMs - this.acceptedMs < MOTION.heldKey.repeatMs - REPEAT_SLACK_MS) return true;
      this.held.value = true;
    }
    this.acceptedMs = nowMs;
    if (REPEATING_KEYS.has(event.key)) this.lastMoveMs = nowMs;
    this.fill(event);
    if (this.interceptor?.(this.press) === true) return true;
    if (event.key === 'ok' && this.hasHandler(HANDLE.OkLong)) {
      this.armLong();
      return true;
    }
    return this.send(KEY_NAMES[event.key], nowMs);
  }

  /** Presses a key as if the remote had, with its own meaning: pointer clicks, a phone, the set's assistant, tests. Answers whether anything used it. */
  pressKey(key: RemoteKey): boolean {
    const isUsedDown = this.admit({ key, phase: 'down', isHeld: false, heldMs: 0 });
    return this.admit({ key, phase: 'up', isHeld: false, heldMs: 0 }) || isUsedDown;
  }

  private followBack({ phase, isHeld }: RemoteKeyEvent): void {
    if (phase === 'down' && isHeld) return;
    this.stopBack?.();
    this.stopBack = phase === 'up' ? null : this.clock.after(LONG_BACK_MS, () => this.onBackHeld?.());
  }

  private fill(event: RemoteKeyEvent): void {
    this.press.key = event.key;
    this.press.isHeld = event.isHeld;
    this.press.heldMs = event.heldMs;
    this.press.digit = KEY_NAMES[event.key] === 'Digit' ? event.key.charCodeAt(5) - 48 : -1;
  }

  private armLong(): void {
    this.disarm();
    this.isOkPending = true;
    this.pressed.value = true;
    this.countLong(LONG_OK_STEPS);
  }

  /** A set that was busy finds the release between two steps: a short press is not taken for a long one because a page was being built. */
  private countLong(steps: number): void {
    this.stopLong = this.clock.after(LONG_OK_MS / LONG_OK_STEPS, () => {
      if (steps > 1) {
        this.countLong(steps - 1);
        return;
      }
      this.disarm();
      this.send('OkLong', this.clock.monotonicMs());
    });
  }

  private disarm(): void {
    this.isOkPending = false;
    this.pressed.value = false;
    this.stopLong?.();
    this.stopLong = null;
  }

  private release(event: RemoteKeyEvent): boolean {
    this.held.value = false;
    if (event.key === 'ok' && this.isOkPending) {
      this.disarm();
      this.fill(event);
      return this.send('Ok', this.clock.monotonicMs());
    }
    this.fill(event);
    return this.guard(() => this.bubble('_handleKeyRelease', '_handleKeyRelease', ''));
  }

  private send(name: KeyName, nowMs: number): boolean {
    this.trace.begin(name, nowMs);
    const isUsed = this.guard(() => this.capture() || this.bubble(HANDLE[name], HANDLE[SWAPPED[name] ?? name], '_handleKey'));
    this.trace.end(this.clock.monotonicMs());
    return isUsed;
  }

  private guard(walk: () => boolean): boolean {
    let isUsed = true;
    try {
      this.onBeforeKey?.();
      isUsed = batch(walk);
    } catch (error) {
      this.log.write('error', 'a key handler failed', { key: this.press.key, reason: toAppError(error).message });
    }
    // Views move their cursors without telling; the path is read again after every key.
    this.stage.application.updateFocusPath();
    this.onAfterKey?.();
    return isUsed;
  }

  private capture(): boolean {
    const path = this.stage.application.focusPath;
    if (path === undefined) return false;
    // The first is Lightning's application: it has handlers of its own.
    for (let i = 1; i < path.length; i += 1) {
      const handler = (path[i] as unknown as HandlerTable)['_captureKey'];
      if (handler !== undefined && handler.call(path[i], this.press)) return true;
    }
    return false;
  }

  private bubble(handlerName: string, mirroredName: string, fallbackName: string): boolean {
    const path = this.stage.application.focusPath;
    if (path === undefined) return false;
    const isMirrored = this.isMirrored();
    for (let i = path.length - 1; i >= 1; i -= 1) {
      const target = path[i];
      const table = target as unknown as HandlerTable;
      const isTurned = isMirrored && (target as FocusTarget).keepsDirection !== true;
      const handler = table[isTurned ? mirroredName : handlerName] ?? (fallbackName === '' ? undefined : table[fallbackName]);
      if (handler !== undefined && handler.call(target, this.press)) return true;
    }
    return false;
  }

  private hasHandler(name: string): boolean {
    const path = this.stage.application.focusPath;
    if (path === undefined) return false;
    for (let i = path.length - 1; i >= 1; i -= 1) {
      if ((path[i] as unknown as HandlerTable)[name] !== undefined) return true;
    }
    return false;
  }
}
