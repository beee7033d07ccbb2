import { DAY_MS, mulberry32, runSteps } from '#core/base';
import { buildContentSteps, TERM, TermReader } from '#core/recommend';
import type { ContentVectors, Watch } from '#core/recommend';

/** How much is made up. */
export interface PlantedSize {
  readonly people: number;
  readonly items: number;
  readonly seed: number;
}

const GROUPS = 12;
const PLAYS_PER_PERSON = 30;
const SHARE_OF_TASTE = 0.75;
const DAYS = 100;
/** One item in so many comes out on the last days. */
const NEW_ONE_IN = 16;
const NEW_FROM_DAY = 86;
/** Words a group's stories are made of, and words of any story. */
const GROUP_WORDS = 30;
const ANY_WORDS = 300;
const WORDS_PER_STORY = 6;

/** Whether an item comes out late, so that hardly anybody can have watched it when the model learns. */
function isPlantedNew(item: number): boolean {
  return Math.floor(item / GROUPS) % NEW_ONE_IN === 5;
}

/**
 * Plays with a structure that is known: items fall into twelve groups, everybody likes two of them and watches three quarters of the time
 * there; within a group and outside, few items are popular and most are not. Over 100 days; one item in sixteen comes out on day 86.
 */
export function plantedWatches({ people, items, seed }: PlantedSize): readonly Watch[] {
  const random = mulberry32(seed);
  const perGroup = Math.floor(items / GROUPS);
  const watches: Watch[] = [];
  for (let person = 0; person < people; person += 1) {
    const liked = [Math.floor(random() * GROUPS), Math.floor(random() * GROUPS)];
    for (let play = 0; play < PLAYS_PER_PERSON; play += 1) {
      const group = random() < SHARE_OF_TASTE ? liked[play % 2] ?? 0 : Math.floor(random() * GROUPS);
      const rank = Math.floor(perGroup * random() ** 2);
      const item = rank * GROUPS + group;
      const fromDay = isPlantedNew(item) ? NEW_FROM_DAY : 0;
      watches.push({ person, item, atMs: Math.floor((fromDay + random() * (DAYS - fromDay)) * DAY_MS), completion: 0.3 + 0.7 * random() });
    }
  }
  return watches;
}

/** What the items are about: five in six have their group's genre, half of their words are their group's, the rest is noise. */
export function plantedContent({ items, seed }: PlantedSize): ContentVectors {
  const random = mulberry32(seed + 1);
  const stories = Array.from({ length: items }, (_unused, item) => {
    const group = item % GROUPS;
    const genre = random() < 5 / 6 ? group : Math.floor(random() * GROUPS);
    const words = Array.from({ length: WORDS_PER_STORY }, (_word, place) =>
      (place % 2 === 0 ? `g${String(group)}w${String(Math.floor(random() * GROUP_WORDS))}` : `any${String(Math.floor(random() * ANY_WORDS))}`));
    return { genre: `genre ${String(genre)}`, words };
  });
  return runSteps(buildContentSteps({
    count: items,
    read(title, terms) {
      const story = stories[title];
      terms.putText(TERM.genre, story?.genre ?? '');
      for (const word of story?.words ?? []) terms.putText(TERM.word, word);
    },
  }, new TermReader()));
}
