/** Between a guide key and its shift. Does not occur in ids and names. */
const SHIFT_MARK = '\u001f';

/** `key` with a shift of the guide's times folded in, for `tvg-shift`; positive: the channel runs later than its guide. */
export function guideKeyWithShift(key: string, shiftMin: number): string {
  return shiftMin === 0 || key === '' ? key : `${key}${SHIFT_MARK}${shiftMin}`;
}

/** Takes {@link guideKeyWithShift} apart again. */
export function splitGuideKey(guideKey: string): { readonly key: string; readonly shiftMs: number } {
  const mark = guideKey.indexOf(SHIFT_MARK);
  if (mark < 0) return { key: guideKey, shiftMs: 0 };
  const minutes = Number(guideKey.slice(mark + 1));
  return { key: guideKey.slice(0, mark), shiftMs: Number.isFinite(minutes) ? minutes * 60_000 : 0 };
}
