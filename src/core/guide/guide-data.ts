import type { RecordStore } from '../text';
import type { GuideChannel } from './guide-contract';

/** Everything a guide consists of. Programmes of channel `i` lie from `starts[i]` to `starts[i + 1]`, by time, without overlap. */
export interface GuideData {
  readonly revision: string;
  readonly channels: readonly GuideChannel[];
  /** Guide keys that were asked for and matched, with their channel's index. */
  readonly aliases: ReadonlyArray<readonly [guideKey: string, channel: number]>;
  readonly starts: Uint32Array;
  /** Seconds since 1970. */
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** Where the record lies in the heap; repeats share one. */
  readonly offset: Uint32Array;
  readonly store: RecordStore;
  /** What became of each wish, packed by `packMatchesSteps`; read only when somebody asks. */
  readonly matches: Uint8Array;
}
