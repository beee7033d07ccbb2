import { MINUTE_MS, SECOND_MS } from '#core/base';
import type { MediaMark } from '#server/domain';
import type { SampleCatalog } from '#server/sample';

/** Shorter titles have no chapters. */
const CHAPTER_MS = 10 * MINUTE_MS;
const CREDITS_MS = 90 * SECOND_MS;
/** Episodes open with a scene; then comes what was, then the opening. */
const RECAP = { startMs: 90 * SECOND_MS, endMs: 130 * SECOND_MS };
const INTRO_MS = 50 * SECOND_MS;

function chaptersOf(durationMs: number): readonly MediaMark[] {
  const count = Math.floor(durationMs / CHAPTER_MS);
  return Array.from({ length: count < 2 ? 0 : count }, (_none, index): MediaMark => {
    const endMs = index === count - 1 ? durationMs : (index + 1) * CHAPTER_MS;
    return { kind: 'chapter', startMs: index * CHAPTER_MS, endMs, title: '' };
  });
}

function creditsOf(durationMs: number): readonly MediaMark[] {
  return durationMs < CHAPTER_MS ? [] : [{ kind: 'credits', startMs: durationMs - CREDITS_MS, endMs: durationMs, title: '' }];
}

/** Marks of a sample catalogue's films and episodes by asset name: chapters, credits, and an episode's recap and opening. */
export function marksOf(catalog: SampleCatalog): ReadonlyMap<string, readonly MediaMark[]> {
  const marks = new Map<string, readonly MediaMark[]>();
  for (const { asset, durationMs } of catalog.movies) marks.set(asset, [...chaptersOf(durationMs), ...creditsOf(durationMs)]);
  for (const { seasons } of catalog.series) {
    for (const { asset, durationMs, season, number } of seasons.flatMap(({ episodes }) => episodes)) {
      if (durationMs < CHAPTER_MS) continue;
      const isFirst = season === 1 && number === 1;
      const startMs = isFirst ? RECAP.startMs : RECAP.endMs;
      const opening: readonly MediaMark[] = [
        ...(isFirst ? [] : [{ kind: 'recap' as const, ...RECAP, title: '' }]),
        { kind: 'intro', startMs, endMs: startMs + INTRO_MS, title: '' },
      ];
      marks.set(asset, [...opening, ...chaptersOf(durationMs), ...creditsOf(durationMs)]);
    }
  }
  return marks;
}
