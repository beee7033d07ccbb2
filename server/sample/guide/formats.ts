import { CULTURE_FORMATS } from './formats-culture';
import { FAMILY_FORMATS } from './formats-family';
import { NEWS_FORMATS } from './formats-news';
import type { GuideItem } from './programme';

/** A recurring programme: title, minutes, picture, age, then one description or several that take turns. */
export type Format = readonly [title: string, minutes: number, picture: string, age: number, ...descriptions: string[]];

/** Formats by pool; the pool's name is also what {@link poolItems} is asked for. Category first. */
export type FormatPools = Readonly<Record<string, { readonly category: string; readonly formats: readonly Format[] }>>;

const POOLS: FormatPools = { ...NEWS_FORMATS, ...FAMILY_FORMATS, ...CULTURE_FORMATS };

function itemOf(format: Format, category: string, turn: number): GuideItem {
  const [title, minutes, picture, age, ...descriptions] = format;
  return { title, subtitle: '', description: descriptions[turn % descriptions.length] ?? '', category, picture: `guide/${picture}.jpg`, age, minutes };
}

/** The items of a pool; `turn` chooses among descriptions. An unknown pool is a broken plan and throws. */
export function poolItems(pool: string, turn: number): GuideItem[] {
  const found = POOLS[pool];
  if (found === undefined) throw new RangeError(`No pool ${pool}`);
  return found.formats.map((format) => itemOf(format, found.category, turn));
}

/** One format by its title, wherever it is; throws when there is none. */
export function formatItem(title: string, turn: number): GuideItem {
  for (const { category, formats } of Object.values(POOLS)) {
    const format = formats.find((one) => one[0] === title);
    if (format !== undefined) return itemOf(format, category, turn);
  }
  throw new RangeError(`No format ${title}`);
}
