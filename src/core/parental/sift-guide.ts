import type { GuideReader, ProgrammeRecord } from '../catalog';

/** Leaves times and place of a programme above the age limit; its title, story and picture go. */
function closed(programme: ProgrammeRecord, maxAge: number, title: string): ProgrammeRecord {
  const { channelKey, startMs, stopMs, age } = programme;
  if (age <= maxAge) return programme;
  return { channelKey, startMs, stopMs, title, subtitle: '', description: '', category: '', picture: '', age };
}

/**
 * The guide as a profile with an age limit reads it: programmes above the limit keep their place and are called `title`, in the viewer's
 * language. Nothing is copied ahead.
 */
export function siftGuide(guide: GuideReader, maxAge: number, title: string): GuideReader {
  if (maxAge < 0) return guide;
  return {
    revision: `${guide.revision}|${String(maxAge)}`,
    has: (key) => guide.has(key),
    nowNext(key, atMs) {
      const { now, next } = guide.nowNext(key, atMs);
      return { now: now === null ? null : closed(now, maxAge, title), next: next === null ? null : closed(next, maxAge, title) };
    },
    between: (key, fromMs, toMs) => guide.between(key, fromMs, toMs).map((programme) => closed(programme, maxAge, title)),
  };
}
