import type { NumberColumn, RecordStore } from '../text';
import type { GuideChannel } from './guide-contract';

/** Everything a guide consists of. Programmes of channel `i` lie from `starts[i]` to `starts[i + 1]`, by time, without overlap. */
export interface GuideData {
  readonly revision: string;
  readonly channels: readonly GuideChannel[];
  /** Guide keys that were asked for and matched, with their channel's index. */
  readonly aliases: ReadonlyArray<readonly [guideKey: string, channel: number]>;
  readonly starts: NumberColumn;
  /** Seconds since 1970. */
  readonly from: NumberColumn;
  readonly to: NumberColumn;
  /** Where the record lies in the heap. */
  readonly offset: NumberColumn;
  readonly store: RecordStore;
}
