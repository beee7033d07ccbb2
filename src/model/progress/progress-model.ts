import type { ItemKey } from '#core/base';
import type { ReadonlySignal } from '#core/state';

/** Where somebody stopped. */
export interface ProgressPoint {
  readonly key: ItemKey;
  readonly positionMs: number;
  readonly durationMs: number;
  readonly updatedAtMs: number;
  readonly isFinished: boolean;
  /** For episodes the series, else empty. */
  readonly parentKey: ItemKey | '';
}

/**
 * Resume points and watched marks of the current profile: stored on the set at once, sent to the platform when it can be
 * reached, newest wins.
 */
export interface ProgressModel {
  /** Changes with every point; read it to follow {@link get} and {@link recent}. */
  readonly revision: ReadonlySignal<number>;
  get(key: ItemKey): ProgressPoint | null;
  /** Part watched 0..1; -1 when nothing is known or it is finished. */
  fraction(key: ItemKey): number;
  isWatched(key: ItemKey): boolean;
  /** Points, newest first, finished ones included. */
  recent(): readonly ProgressPoint[];
  /** The newest point of any episode of a series. */
  latestOfSeries(seriesKey: ItemKey): ProgressPoint | null;
  /** Notes a position; rules decide whether it counts as finished. Durable when the promise resolves. */
  save(key: ItemKey, positionMs: number, durationMs: number, parentKey?: ItemKey): Promise<void>;
  markWatched(key: ItemKey, isWatched: boolean, parentKey?: ItemKey): Promise<void>;
  /** Forgets a point, and with a series key all its episodes. */
  remove(key: ItemKey): Promise<void>;
  /** Switches to a profile: reads its stored points, then merges the platform's. */
  openProfile(profileId: string | null): Promise<void>;
  /** Sends what is queued and fetches what is newer. Never rejects. */
  sync(): Promise<void>;
  /** Resolves when every save so far is durable or has failed; called before the app ends. */
  settled(): Promise<void>;
  /** Ends the timer. */
  dispose(): void;
}
