import type { MovieDetail, MovieRecord, PersonRecord, SeriesDetail, SeriesRecord, TitleRecord } from '#core/catalog';
import type { WirePrice } from '#core/wire';
import type { Cards } from '#model/cards';
import type { Translator } from '#model/i18n';
import { formatPrice } from '#model/shop';
import type { PersonView, TitleHeader } from './detail-model';

/** Faces in the cast row at most. */
const MAX_CAST = 20;

function commonHeader(
  record: TitleRecord,
  translator: Translator,
  cards: Cards,
): Omit<TitleHeader, 'facts' | 'badges' | 'critics' | 'plot'> {
  return {
    key: record.key,
    title: record.name === '' ? translator.t('title.untitled') : record.name,
    titleArt: record.titleArt,
    backdrop: record.backdrop === '' ? record.landscape : record.backdrop,
    poster: record.poster,
    tint: record.tint,
    rating: cards.rating(record.rating),
  };
}

/** `12+`, then what the provider names; each once. */
function badgesOf(age: string, quality: string, badges: readonly string[]): readonly string[] {
  return [age, ...quality.split(' '), ...badges].filter((badge, index, all) => badge !== '' && all.indexOf(badge) === index);
}

function genresText(genres: readonly string[]): string {
  return genres.slice(0, 2).join(', ');
}

/** The top of a film's page; `detail` adds what the catalogue does not know. */
export function movieHeader(record: MovieRecord, detail: MovieDetail | null, translator: Translator, cards: Cards): TitleHeader {
  const durationMs = detail !== null && detail.durationMs > 0 ? detail.durationMs : record.durationMs;
  return {
    ...commonHeader(record, translator, cards),
    facts: [
      record.year > 0 ? String(record.year) : '',
      genresText(record.genres),
      durationMs > 0 ? translator.format.duration(durationMs) : '',
    ].filter((fact) => fact !== ''),
    critics: detail !== null && detail.criticPercent > 0 ? translator.format.percent(detail.criticPercent) : '',
    badges: badgesOf(cards.age(record.age), record.quality, detail?.badges ?? []),
    plot: detail === null || detail.plot === '' ? record.plot : detail.plot,
  };
}

/** The top of a series' page. */
export function seriesHeader(record: SeriesRecord, detail: SeriesDetail | null, translator: Translator, cards: Cards): TitleHeader {
  const seasons = detail === null ? record.seasonCount : detail.seasons.filter((season) => season.number > 0).length;
  return {
    ...commonHeader(record, translator, cards),
    facts: [
      seasons > 0 ? translator.t('title.seasons', { count: seasons }) : '',
      genresText(record.genres),
      translator.format.years(record.year, record.endYear),
    ].filter((fact) => fact !== ''),
    critics: '',
    badges: badgesOf(cards.age(record.age), '', detail?.badges ?? []),
    plot: detail === null || detail.plot === '' ? record.plot : detail.plot,
  };
}

/** The cast row: actors, then directors. Somebody who is both appears once, as an actor. */
export function castOf(cast: readonly PersonRecord[], directors: readonly string[], translator: Translator): readonly PersonView[] {
  const people: PersonView[] = cast.map((person, index) => ({
    id: `p${String(index)}`,
    name: person.name,
    role: person.role,
    picture: person.picture,
  }));
  directors.forEach((name, index) => {
    if (!cast.some((person) => person.name === name))
      people.push({ id: `d${String(index)}`, name, role: translator.t('title.director'), picture: '' });
  });
  return people.slice(0, MAX_CAST);
}

/** A price the way the language writes it; empty without one. */
export function priceText(price: WirePrice | undefined, translator: Translator): string {
  return price === undefined ? '' : formatPrice(price, translator.locale.value);
}
