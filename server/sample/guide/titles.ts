import { sampleCatalog } from '../sample-catalog';
import type { SampleEpisode, SampleMovie, SampleSeries } from '../types';
import type { GuideItem } from './programme';

const MINUTE_MS = 60_000;
const GRID_MINUTES = 5;

/** Selections once made; the catalogue never changes. */
const selections = new Map<string, readonly GuideItem[]>();

function gridMinutes(durationMs: number): number {
  return Math.max(GRID_MINUTES, Math.ceil(durationMs / MINUTE_MS / GRID_MINUTES) * GRID_MINUTES);
}

/** A film as a programme. */
export function filmItem(movie: SampleMovie): GuideItem {
  return {
    title: movie.name,
    subtitle: `${movie.genres.join(', ')}, ${String(movie.year)}`,
    description: movie.plot,
    category: 'Film',
    // Landscapes carry the title's lettering, and guides write the title themselves.
    picture: movie.backdrop,
    age: movie.age,
    minutes: gridMinutes(movie.durationMs),
  };
}

function episodeItem(series: SampleSeries, episode: SampleEpisode): GuideItem {
  return {
    title: series.name,
    subtitle: `S${String(episode.season)} E${String(episode.number)} ${episode.name}`,
    description: episode.plot,
    category: series.genres[0] ?? 'Series',
    picture: episode.still,
    age: series.age,
    minutes: gridMinutes(episode.durationMs),
  };
}

/** The film of a slug; throws for a slug the catalogue does not have, which only a broken plan names. */
export function filmBySlug(slug: string): GuideItem {
  const movie = sampleCatalog().movies.find((one) => one.slug === slug);
  if (movie === undefined) throw new RangeError(`No film ${slug}`);
  return filmItem(movie);
}

/** Films of any of `genres` up to `maxAge`, short films left out; every film for an empty list. */
export function filmsOf(genres: readonly string[], maxAge: number): readonly GuideItem[] {
  const key = `${genres.join()}/${String(maxAge)}`;
  const known = selections.get(key);
  if (known !== undefined) return known;
  const made = sampleCatalog()
    .movies.filter((movie) => !movie.isShortFilm && movie.age <= maxAge && (genres.length === 0 || movie.genres.some((genre) => genres.includes(genre))))
    .map(filmItem);
  selections.set(key, made);
  return made;
}

/** The episode of a series that is due on a day: one a day, over and over. Throws for an unknown slug. */
export function episodeOfDay(slug: string, day: number, offset = 0): GuideItem {
  const series = sampleCatalog().series.find((one) => one.slug === slug);
  const episodes = series?.seasons.flatMap((season) => season.episodes) ?? [];
  const episode = episodes[(((day + offset) % episodes.length) + episodes.length) % episodes.length];
  if (series === undefined || episode === undefined) throw new RangeError(`No series ${slug}`);
  return episodeItem(series, episode);
}
