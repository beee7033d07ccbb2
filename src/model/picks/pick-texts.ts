import type { TitleRecord } from '#core/catalog';
import type { CatalogReader } from '#core/catalog';
import type { CardView } from '#model/cards';
import type { Translator } from '#model/i18n';

/** Genres named in a reason at most: the caption has one line. */
const MOST_GENRES = 2;

/** A card that says why it is there: first of what its caption adds to the name (of a channel that is a fact itself), and last when it is spoken. */
export function withWhy(card: CardView, why: string): CardView {
  const named = card.kind === 'channel' ? 1 : 0;
  return { ...card, facts: card.facts.slice(0, named).concat(why, card.facts.slice(named)), spoken: `${card.spoken}, ${why}` };
}

/** What a title has in common with one that was watched: genres, a category, or the story. */
export function commonText(kind: 'movie' | 'series', reader: CatalogReader, seed: TitleRecord, title: TitleRecord, { t }: Translator): string {
  const genres = title.genres.filter((genre) => seed.genres.indexOf(genre) !== -1).slice(0, MOST_GENRES);
  if (genres.length > 0) return t('why.genres', { genres: genres.join(', ') });
  // Categories of a film and a series have different numbers; their names may be the same.
  const seedIsAlike = seed.key.charAt(seed.key.indexOf(':') + 1) === title.key.charAt(title.key.indexOf(':') + 1);
  const shared = seedIsAlike ? title.categories.find((category) => seed.categories.indexOf(category) !== -1) : undefined;
  const name = shared === undefined ? '' : (reader.categories(kind).find(({ index }) => index === shared)?.name ?? '');
  return name === '' ? t('why.story') : t('why.category', { name });
}
