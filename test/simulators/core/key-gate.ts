import type { Journal } from './journal';
import type { NativeTimers } from './native-timers';

/** How a set treats keys. */
export interface KeyRules {
  /** Whether a code reaches the page. */
  readonly isDelivered: (code: number) => boolean;
  /** What a computer's key stands for on this set (Escape → Back); `null` for nothing. */
  readonly fromKeyboard: (code: number) => number | null;
  /** A held key: pairs of keyup and keydown without `repeat` (Samsung), or keydown with `repeat` (LG). */
  readonly holdStyle: 'pairs' | 'repeat';
  /** Sees a key before the page; true: the set keeps it. */
  readonly onKey: (code: number, phase: 'down' | 'up') => boolean;
}

/** First repetition of a held key, and the ones after it (tv-platforms 3.1). */
const HOLD_FIRST_MS = 660;
const HOLD_NEXT_MS = 40;

/** Stands between the engine's key events and the page, and plays a remote control of its own. */
export class KeyGate {
  private readonly window: Window & typeof globalThis;
  private readonly journal: Journal;
  private readonly timers: NativeTimers;
  private readonly rules: KeyRules;
  private readonly ours = new WeakSet<Event>();
  private readonly held = new Map<number, () => void>();

  constructor(window: Window & typeof globalThis, journal: Journal, timers: NativeTimers, rules: KeyRules) {
    this.window = window;
    this.journal = journal;
    this.timers = timers;
    this.rules = rules;
    window.addEventListener('keydown', (event) => { this.onNative(event, 'down'); }, true);
    window.addEventListener('keyup', (event) => { this.onNative(event, 'up'); }, true);
  }

  /** One short press of the remote. */
  press(code: number): void {
    this.down(code);
    this.up(code);
  }

  /** Presses and keeps; ends by `up`. */
  down(code: number): void {
    if (this.held.has(code)) return;
    this.send(code, 'down', false);
    this.startHolding(code);
  }

  /** Whether the remote still keeps a key down: a key up between is then a repetition. */
  isHeld(code: number): boolean {
    return this.held.has(code);
  }

  /** Lets go. */
  up(code: number): void {
    const stop = this.held.get(code);
    this.held.delete(code);
    stop?.();
    this.send(code, 'up', false);
  }

  private startHolding(code: number): void {
    let stopNext: () => void = () => undefined;
    const stopFirst = this.timers.after(HOLD_FIRST_MS, () => {
      const again = (): void => {
        if (this.rules.holdStyle === 'pairs') this.send(code, 'up', false);
        this.send(code, 'down', this.rules.holdStyle === 'repeat');
      };
      again();
      stopNext = this.timers.every(HOLD_NEXT_MS, again);
    });
    this.held.set(code, () => {
      stopFirst();
      stopNext();
    });
  }

  /** What the engine delivers: a driver's key, or a person's keyboard. */
  private onNative(event: KeyboardEvent, phase: 'down' | 'up'): void {
    if (this.ours.has(event)) return;
    const code = this.rules.fromKeyboard(event.keyCode);
    if (code !== null) {
      // Played by our own remote, so that holding and refusal follow the set's rules.
      swallow(event);
      if (phase === 'up') this.up(code);
      else if (!event.repeat) this.down(code);
      return;
    }
    if (this.rules.onKey(event.keyCode, phase) || !this.judge(event.keyCode, phase)) swallow(event);
  }

  private judge(code: number, phase: 'down' | 'up'): boolean {
    if (this.rules.isDelivered(code)) return true;
    if (phase === 'down') this.journal.event(`key ${String(code)} went to the system`);
    return false;
  }

  private send(code: number, phase: 'down' | 'up', isRepeat: boolean): void {
    if (this.rules.onKey(code, phase) || !this.judge(code, phase)) return;
    const event = new KeyboardEvent(phase === 'down' ? 'keydown' : 'keyup', { bubbles: true, cancelable: true, repeat: isRepeat });
    for (const name of ['keyCode', 'which']) Object.defineProperty(event, name, { get: () => code });
    this.ours.add(event);
    const target = this.window.document.activeElement ?? this.window.document.body;
    target.dispatchEvent(event);
  }
}

function swallow(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}
