import { SECOND_MS } from '#core/base';

/** A stretch of a title that is known for what it is. */
export interface Mark {
  readonly kind: 'intro' | 'recap' | 'credits' | 'chapter';
  readonly startMs: number;
  readonly endMs: number;
  /** Of a chapter; may be empty. */
  readonly title: string;
}

/** Shorter than this is left of a stretch: skipping it is over before it is read. */
const LEAST_LEFT_MS = 3 * SECOND_MS;
/** More marks than any title has; a broken list must not fill the bar. */
const MOST_MARKS = 200;

/** Marks that can be: with a length, in order of their start; of a broken list what can be used. */
export function sortMarks(marks: readonly Mark[]): readonly Mark[] {
  const usable = marks.filter(({ startMs, endMs }) => startMs >= 0 && endMs > startMs && Number.isFinite(endMs));
  return usable.slice(0, MOST_MARKS).sort((a, b) => a.startMs - b.startMs);
}

/** The stretch that may be skipped at a position, `null` without one. Marks as of {@link sortMarks}. */
export function skippableAt(marks: readonly Mark[], positionMs: number): Mark | null {
  const isIn = (mark: Mark): boolean => mark.kind !== 'chapter' && mark.startMs <= positionMs && positionMs < mark.endMs - LEAST_LEFT_MS;
  return marks.find(isIn) ?? null;
}

/** The last chapter that has begun at a position, `null` before the first. Chapters in order of their start. */
export function chapterAt<T extends { readonly startMs: number }>(chapters: readonly T[], positionMs: number): T | null {
  let found: T | null = null;
  for (const chapter of chapters) if (chapter.startMs <= positionMs) found = chapter;
  return found;
}
