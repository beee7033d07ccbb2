import type { GuideReader, NowNext, ProgrammeRecord } from '../catalog';

const NOTHING: NowNext = { now: null, next: null };

/**
 * Several guides as one: the first in order that knows a channel answers for it alone, so that two guides never mix within one
 * channel. Costs nothing but the look-ups.
 */
export function mergeGuides(guides: readonly GuideReader[]): GuideReader {
  const [only] = guides;
  if (guides.length === 1 && only !== undefined) return only;
  const find = (guideKey: string): GuideReader | null => {
    for (const guide of guides) if (guide.has(guideKey)) return guide;
    return null;
  };
  return {
    revision: guides.map((guide) => guide.revision).join('+'),
    has: (guideKey) => find(guideKey) !== null,
    nowNext: (guideKey, atMs) => find(guideKey)?.nowNext(guideKey, atMs) ?? NOTHING,
    between: (guideKey, fromMs, toMs): readonly ProgrammeRecord[] => find(guideKey)?.between(guideKey, fromMs, toMs) ?? [],
  };
}

/** A guide that knows nothing, for the time before the first load. */
export const EMPTY_GUIDE: GuideReader = mergeGuides([]);
