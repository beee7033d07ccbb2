import type { ItemKey } from '#core/base';
import type { ReadonlySignal } from '#core/state';

/** A programme somebody wants to be reminded of. Its texts are kept, so that it can be named without the guide. */
export interface Reminder {
  readonly channelKey: ItemKey;
  readonly channelName: string;
  readonly title: string;
  /** Milliseconds since 1970. */
  readonly startMs: number;
  /** Exclusive. */
  readonly stopMs: number;
}

/** Reminders of the current profile; kept on the set. One is told when its programme begins, and is gone then. */
export interface RemindersModel {
  /** In order of their start. */
  readonly list: ReadonlySignal<readonly Reminder[]>;
  /** Whether the programme that begins at `startMs` on a channel has one. Follows {@link list}. */
  has(channelKey: ItemKey, startMs: number): boolean;
  /** Sets one, or takes it away. Returns whether it is set now. */
  toggle(reminder: Reminder): boolean;
  /** Reads what a profile has set; `null`: nobody watches. Those whose programme began meanwhile are told, those over are dropped. */
  openProfile(profileId: string | null): Promise<void>;
  /** Ends the waiting. */
  dispose(): void;
}
