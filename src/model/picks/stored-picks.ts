import { parseItemKey } from '#core/base';
import type { ItemKey } from '#core/base';
import { asFields, listOf, rowsOf, textOf } from '#core/wire';
import type { TitlePlace } from './own-titles';
import type { PickList, Seed } from './work-out-picks';

/** Rows as they are kept for the next start, with what they were worked out for. */
export interface StoredPicks {
  readonly wish: string;
  readonly lists: ReadonlyArray<{ readonly of: ItemKey | ''; readonly picks: ReadonlyArray<{ readonly key: ItemKey; readonly of: ItemKey }> }>;
}

function keyOf(text: string): ItemKey | '' {
  return parseItemKey(text) === null ? '' : (text as ItemKey);
}

/** What is kept of rows. */
export function toStoredPicks(wish: string, lists: readonly PickList[]): StoredPicks {
  return { wish, lists: lists.map(({ of, picks }) => ({ of: of?.key ?? '', picks: picks.map(({ key, of: seed }) => ({ key, of: seed.key })) })) };
}

/** The rows, where they were worked out for the same; `null` else. Titles that are gone are left out. */
export function readStoredPicks(value: unknown, wish: string, placeOf: (key: ItemKey) => TitlePlace | null): readonly PickList[] | null {
  const fields = asFields(value);
  if (fields === null || textOf(fields, 'wish') !== wish) return null;
  const seedOf = (text: string): Seed | null => {
    const key = keyOf(text);
    const place = key === '' ? null : placeOf(key);
    return key === '' || place === null ? null : { key, place, weight: 1 };
  };
  return rowsOf(listOf(fields, 'lists'), (list) => {
    const of = seedOf(textOf(list, 'of'));
    // A row that was because of a title is nothing without it.
    if (of === null && textOf(list, 'of') !== '') return null;
    const picks = rowsOf(listOf(list, 'picks'), (pick) => {
      const title = seedOf(textOf(pick, 'key'));
      const seed = seedOf(textOf(pick, 'of'));
      return title === null || seed === null ? null : { key: title.key, place: title.place, of: seed };
    });
    return { of, picks };
  });
}
