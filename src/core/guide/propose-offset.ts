import { MINUTE_MS } from '../base';
import type { ProgrammeRecord } from '../catalog';
import { foldText } from '../text';

/** One channel in two guides. */
export interface ComparedGuides {
  /** The guide that may have to be moved. */
  readonly guide: ReadonlyArray<Pick<ProgrammeRecord, 'startMs' | 'title'>>;
  /** The one that is believed. */
  readonly reference: ReadonlyArray<Pick<ProgrammeRecord, 'startMs' | 'title'>>;
}

/** By how much a guide should be moved, and why. */
export interface OffsetProposal {
  /** Minutes, whole quarters of an hour; positive: programmes run later than the guide says. 0: it is right. */
  readonly offsetMin: number;
  /** Programmes that begin at the same time when the guide is moved. */
  readonly fits: number;
  /** Programmes that both guides know. */
  readonly total: number;
}

/** Zones lie quarters of an hour apart. */
const GRID_MIN = 15;
/** Guides differ by a few minutes about when a programme begins. */
const TOLERANCE_MIN = 5;
const MOST_MIN = 720;
/** Fewer that fit are chance. */
const LEAST_FITS = 3;

/**
 * Compares titles and starts of channels in two guides, and finds the offset at which most programmes of the reference are found in the
 * guide. `null`: too few are known to both, or not more than half of them agree about one offset.
 */
export function proposeOffset(channels: readonly ComparedGuides[]): OffsetProposal | null {
  const votes = new Map<number, number>();
  let total = 0;
  for (const { guide, reference } of channels) {
    const startsByTitle = new Map<string, number[]>();
    for (const { title, startMs } of guide) {
      const starts = startsByTitle.get(foldText(title));
      if (starts === undefined) startsByTitle.set(foldText(title), [startMs]);
      else starts.push(startMs);
    }
    for (const { title, startMs } of reference) {
      const starts = startsByTitle.get(foldText(title)) ?? [];
      // What is sent every hour speaks for many offsets; that of all programmes gets the most votes.
      const offsets = new Set(starts.map((start) => onGrid((startMs - start) / MINUTE_MS)).filter((offset): offset is number => offset !== null));
      if (offsets.size > 0) total += 1;
      offsets.forEach((offset) => votes.set(offset, (votes.get(offset) ?? 0) + 1));
    }
  }
  let best: OffsetProposal = { offsetMin: 0, fits: votes.get(0) ?? 0, total };
  votes.forEach((fits, offsetMin) => {
    const isNearer = fits === best.fits && Math.abs(offsetMin) < Math.abs(best.offsetMin);
    if (fits > best.fits || isNearer) best = { offsetMin, fits, total };
  });
  return best.fits >= LEAST_FITS && best.fits * 2 > total ? best : null;
}

function onGrid(minutes: number): number | null {
  const offset = Math.round(minutes / GRID_MIN) * GRID_MIN;
  return Math.abs(offset) > MOST_MIN || Math.abs(minutes - offset) > TOLERANCE_MIN ? null : offset === 0 ? 0 : offset;
}
