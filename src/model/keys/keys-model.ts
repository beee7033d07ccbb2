import type { Disposer } from '#core/base';
import type { ReadonlySignal } from '#core/state';
import type { RemoteKey, RemoteKeyEvent } from '#ports';
import type { KeyAction, KeyPlan, KeyUse, PressKind } from './key-plan';

/** Where changed keys arrive. */
export interface KeyTarget {
  /** A key with the meaning it was given. */
  send(event: RemoteKeyEvent): void;
  act(action: KeyAction): void;
}

/** What the keys of the remote do on this set. */
export interface KeysModel {
  readonly plan: ReadonlySignal<KeyPlan>;
  /** Keys this remote has that can be given something else. */
  readonly keys: readonly RemoteKey[];
  /** Gives a key a use, or (`null`) its own back; holds at once, durable when the promise resolves. */
  give(kind: PressKind, key: RemoteKey, use: KeyUse | null): Promise<void>;
  /** Every key does what it always did. */
  reset(): Promise<void>;
  /** Says where changed keys go, until the disposer is called; the newest holds. */
  attach(target: KeyTarget): Disposer;
  /** Takes an event of the remote. `true`: it was changed, and what it became has been sent; `false`: it is as it always was. */
  take(event: RemoteKeyEvent): boolean;
  dispose(): void;
}
