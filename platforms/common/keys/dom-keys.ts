import { Emitter } from '#core/base';
import type { Disposer } from '#core/base';
import { createScope } from '#core/state';
import type { ClockPort, KeysPort, PointerEvent, RemoteKey, RemoteKeyEvent } from '#ports';
import { KeyTracker } from './key-tracker';
import type { KeyMap } from './key-maps';
import { PointerSource } from './pointer-source';
import type { PointerPolicy } from './pointer-source';

/**
 * With the pointer, OK is a click and on some LG sets also key 13 within about 400 ms, in either order. Smaller: one
 * press acts twice; larger: two quick presses act once.
 */
const DOUBLE_OK_MS = 450;

/** What differs between the hosts' keys. */
export interface DomKeysOptions {
  readonly map: KeyMap;
  readonly available: ReadonlySet<RemoteKey>;
  readonly pointer: PointerPolicy;
  /** Drops the second of a click and an OK key that belong to one press. */
  readonly foldsClickAndOk: boolean;
}

/** KeysPort over the DOM's key and mouse events. Dispose it to leave the window. */
export class DomKeys implements KeysPort {
  readonly available: ReadonlySet<RemoteKey>;
  private readonly events = new Emitter<{ key: RemoteKeyEvent; pointer: PointerEvent }>();
  private readonly scope = createScope();
  private readonly tracker: KeyTracker;
  private readonly clock: ClockPort;
  private readonly options: DomKeysOptions;
  private readonly pointer: PointerSource;
  private clickedAtMs = -Infinity;
  private okAtMs = -Infinity;
  private isOkDropped = false;
  private readonly typists: Array<(text: string) => void> = [];

  constructor(window: Window, clock: ClockPort, options: DomKeysOptions) {
    this.available = options.available;
    this.options = options;
    this.clock = clock;
    this.tracker = new KeyTracker(clock, (event) => {
      this.events.emit('key', event);
    });
    this.pointer = new PointerSource(window, clock, options.pointer, (event) => {
      this.onPointerEvent(event);
    });
    this.scope.add(() => {
      this.pointer.dispose();
    });
    this.listen(window, 'keydown', (event) => {
      this.onRaw(event, 'down');
    });
    this.listen(window, 'keyup', (event) => {
      this.onRaw(event, 'up');
    });
    const release = (): void => {
      this.tracker.releaseAll();
    };
    window.addEventListener('blur', release);
    window.document.addEventListener('visibilitychange', release);
    this.scope.add(() => {
      window.removeEventListener('blur', release);
      window.document.removeEventListener('visibilitychange', release);
    });
  }

  onKey(listener: (event: RemoteKeyEvent) => void): Disposer {
    return this.events.on('key', listener);
  }

  onPointer(listener: (event: PointerEvent) => void): Disposer {
    return this.events.on('pointer', listener);
  }

  onText(listener: (text: string) => void): Disposer {
    this.typists.push(listener);
    return () => {
      const at = this.typists.indexOf(listener);
      if (at !== -1) this.typists.splice(at, 1);
    };
  }

  /** Leaves the window; no event comes any more. */
  dispose(): void {
    this.scope.dispose();
    this.events.clear();
  }

  private listen(window: Window, name: 'keydown' | 'keyup', handle: (event: KeyboardEvent) => void): void {
    window.addEventListener(name, handle, true);
    this.scope.add(() => {
      window.removeEventListener(name, handle, true);
    });
  }

  private onRaw(event: KeyboardEvent, phase: 'down' | 'up'): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (this.isTyped(event, phase)) return;
    const key = this.options.map.get(event.keyCode);
    if (key === undefined) return;
    // A real text field (the system's keyboard) keeps its own keys; only leaving it is ours.
    if (isTextField(event.target) && key !== 'back' && key !== 'exit') return;
    // Otherwise the engine scrolls, clicks the focused mirror element or walks the history.
    event.preventDefault();
    if (key === 'ok' && this.isSecondOk(phase)) return;
    if (phase === 'down') {
      this.pointer.onRemoteKey();
      this.tracker.down(key);
    } else {
      this.tracker.up(key);
    }
  }

  /** Letters of a real keyboard, where somebody waits for them; old engines and remotes name no letter. */
  private isTyped(event: KeyboardEvent, phase: 'down' | 'up'): boolean {
    const typist = this.typists[this.typists.length - 1];
    const text = event.key as string | undefined;
    if (typist === undefined || text === undefined || Array.from(text).length !== 1 || /[0-9]/.test(text) || isTextField(event.target)) return false;
    event.preventDefault();
    if (phase === 'down') typist(text);
    return true;
  }

  private isSecondOk(phase: 'down' | 'up'): boolean {
    if (!this.options.foldsClickAndOk) return false;
    const nowMs = this.clock.monotonicMs();
    if (phase === 'down') {
      this.isOkDropped = nowMs - this.clickedAtMs < DOUBLE_OK_MS;
      if (!this.isOkDropped) this.okAtMs = nowMs;
    }
    return this.isOkDropped;
  }

  private onPointerEvent(event: PointerEvent): void {
    if (this.options.foldsClickAndOk && (event.type === 'down' || event.type === 'up')) {
      const nowMs = this.clock.monotonicMs();
      if (nowMs - this.okAtMs < DOUBLE_OK_MS) return;
      this.clickedAtMs = nowMs;
    }
    this.events.emit('pointer', event);
  }
}

function isTextField(target: EventTarget | null): boolean {
  if (target === null || !('tagName' in target)) return false;
  return target.tagName === 'INPUT' || target.tagName === 'TEXTAREA';
}
