import { runSteps } from '../base';
import type { Steps } from '../base';
import type { ColumnarGuide } from './columnar-guide';
import { GuideParts } from './guide-parts';
import { RecordMover, TextPool } from './record-mover';

function countOutside(guide: ColumnarGuide, fromSec: number, toSec: number): number {
  const { from, to } = guide.data;
  let count = 0;
  for (let row = 0; row < from.length; row += 1) if (!((to[row] ?? 0) > fromSec && (from[row] ?? 0) < toSec)) count += 1;
  return count;
}

/** A guide with the same programmes in texts of its own, so that texts nobody refers to any more are let go. */
export function* packGuideSteps(guide: ColumnarGuide, fromSec = 0, toSec = Infinity): Steps<ColumnarGuide> {
  const { starts, from, to, offset, store, channels, aliases, matches } = guide.data;
  const pool = new TextPool();
  const mover = new RecordMover(store, pool, from.length);
  const parts = new GuideParts(from.length, pool);
  for (let channel = 0; channel < channels.length; channel += 1) {
    for (let row = starts[channel] ?? 0; row < (starts[channel + 1] ?? 0); row += 1) {
      const start = from[row] ?? 0;
      const stop = to[row] ?? 0;
      if (stop > fromSec && start < toSec) parts.add(start, stop, mover.move(offset[row] ?? 0));
      if (parts.isDue(mover)) yield;
    }
    parts.endChannel();
  }
  return yield* parts.finishSteps(guide.revision, { channels, aliases, matches });
}

/**
 * `guide` without the programmes that end before `fromMs` or begin at `toMs` or later, and without their texts. The same guide when there are
 * none; otherwise a new one, and the old one stays as it is for who still reads it. In slices; costs a copy of the texts that stay.
 */
export function* pruneGuideSteps(guide: ColumnarGuide, fromMs: number, toMs: number): Steps<ColumnarGuide> {
  const fromSec = fromMs / 1000;
  const toSec = toMs / 1000;
  if (countOutside(guide, fromSec, toSec) === 0) return guide;
  yield;
  return yield* packGuideSteps(guide, fromSec, toSec);
}

/** As {@link pruneGuideSteps}, at once. */
export function pruneGuide(guide: ColumnarGuide, fromMs: number, toMs: number): ColumnarGuide {
  return runSteps(pruneGuideSteps(guide, fromMs, toMs));
}
