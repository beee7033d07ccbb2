import type { Disposer } from '#core/base';

/** What a remote can say, whatever its maker. */
export type RemoteKey =
  | 'up' | 'down' | 'left' | 'right' | 'ok' | 'back' | 'exit'
  | 'play' | 'pause' | 'playpause' | 'stop' | 'rewind' | 'forward' | 'record' | 'next' | 'previous'
  | 'channelUp' | 'channelDown' | 'channelList' | 'lastChannel' | 'guide' | 'info' | 'caption' | 'menu' | 'search'
  | 'red' | 'green' | 'yellow' | 'blue'
  | 'digit0' | 'digit1' | 'digit2' | 'digit3' | 'digit4' | 'digit5' | 'digit6' | 'digit7' | 'digit8' | 'digit9';

/**
 * One press as the gate in `ui/engine` sees it. `isHeld` is computed from timestamps: Samsung sets send keyup/keydown
 * pairs with `repeat === false` for a held key.
 */
export interface RemoteKeyEvent {
  readonly key: RemoteKey;
  readonly phase: 'down' | 'up';
  /** True from the second event of the same press on. */
  readonly isHeld: boolean;
  /** Since the press began; 0 for its first event. */
  readonly heldMs: number;
}

/** Pointer (Magic Remote, mouse). Coordinates are in the 1920x1080 space of the design. */
export type PointerEvent =
  | { readonly type: 'move' | 'down' | 'up'; readonly x: number; readonly y: number }
  | { readonly type: 'wheel'; readonly x: number; readonly y: number; readonly deltaY: number }
  | { readonly type: 'show' | 'hide' };

/** Remote control and pointer of the host. */
export interface KeysPort {
  /** Keys this remote can send by itself; the rest need an on-screen way. */
  readonly available: ReadonlySet<RemoteKey>;
  onKey(listener: (event: RemoteKeyEvent) => void): Disposer;
  onPointer(listener: (event: PointerEvent) => void): Disposer;
  /**
   * While there is a listener, letters, marks and spaces of a real keyboard go to it instead of standing for keys of a remote; digits,
   * arrows, OK and Back stay keys. The newest listener takes them. Hosts without a keyboard never call it.
   */
  onText(listener: (text: string) => void): Disposer;
}
