import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SampleChannel, SampleHome, SampleLook, SampleMovie, SamplePerson, SampleSeries, SampleTitle } from '#server/sample';
import { CHANNELS, DIRECTORS, DRAMA_SERIES, MOCK_MOVIES, NEW_MOVIES, OTHER_SERIES, PEOPLE, ROLES, TITLE_MUSIC } from './plan';
import type { MoviePlan, SeriesPlan } from './plan';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** The newest title was added then; the others every second day before. */
const NEWEST_MS = Date.UTC(2025, 10, 20, 8);

/** Clips of a title by its first genre. */
const GENRE_CLIPS: Readonly<Record<string, readonly string[]>> = {
  'Adventure': ['dunes', 'road', 'harbour'], 'Animation': ['paper', 'geo', 'hills'], 'Comedy': ['geo', 'hills', 'city'], 'Crime': ['city', 'rain'], 'Documentary': ['hills', 'harbour', 'planet'],
  'Drama': ['harbour', 'city', 'hills'], 'Family': ['paper', 'hills'], 'Fantasy': ['embers', 'woods', 'paper'], 'Food': ['brick', 'rain', 'city'], 'History': ['silk', 'dunes', 'embers'], 'Horror': ['woods', 'embers'],
  'Music': ['stage', 'meters', 'silk'], 'Mystery': ['woods', 'rain', 'deep'], 'Nature': ['woods', 'deep', 'harbour'], 'Romance': ['rain', 'harbour', 'city'], 'Science fiction': ['planet', 'cubes', 'grid'],
  'Short film': ['city', 'rain'], 'Sport': ['rush', 'pitch'], 'Thriller': ['aurora', 'woods', 'city'], 'Travel': ['road', 'harbour', 'dunes'], 'War': ['embers', 'woods'], 'Western': ['dunes', 'road'],
};
/** Clips where the picture of the title asks for its own. */
const OWN_CLIPS: Readonly<Record<string, readonly string[]>> = {
  'northern-hour': ['aurora', 'woods', 'harbour'], 'the-salt-road': ['dunes', 'road'], 'bathyal': ['deep'], 'canopy': ['woods', 'hills'], 'low-orbit': ['planet', 'cubes'], 'lantern-street': ['city', 'embers'],
  'the-ferry-light': ['harbour', 'aurora'], 'a-minute-of-rain': ['rain', 'city'], 'encore': ['stage', 'meters'], 'apex-line': ['rush', 'grid'], 'neon-kitchen': ['brick', 'rain'], 'atlas-of-ash': ['embers', 'planet'],
};

/** Parts of the mocks' own cast. */
const KESTREL_CAST: readonly string[] = ['Astrid', 'Tomas', 'Dr. Reyes', 'The Colonel', 'Inés'];

type Plan = MoviePlan | SeriesPlan;

function pictureOf(person: number): string {
  return `cast/cast-${String((person % 24) + 1)}.jpg`;
}

/** Five players and, for films, who directed: spread over all people, the same at every run. */
function castOf(plan: Plan, index: number, director: string): SamplePerson[] {
  const cast: SamplePerson[] = [];
  for (let place = 0; place < 5; place += 1) {
    const person = plan.slug === 'kestrel' ? place : (index * 7 + place * 11 + 3) % PEOPLE.length;
    const role = plan.slug === 'kestrel' ? KESTREL_CAST[place] : ROLES[(index * 5 + place * 3) % ROLES.length];
    cast.push({ name: PEOPLE[person] ?? '', role: role ?? '', picture: pictureOf(person) });
  }
  const known = PEOPLE.indexOf(director);
  cast.push({ name: director, role: 'Director', picture: pictureOf(known >= 0 ? known : 6 + DIRECTORS.indexOf(director) * 2) });
  return cast;
}

function badgesOf(plan: Plan): string[] {
  return plan.quality === '4K' ? ['4K', 'HDR', '5.1'] : ['HD', '5.1'];
}

function lookOf(plan: Plan, index: number, tint: string): SampleLook {
  const first = plan.genres[0] ?? 'Drama';
  const pool = OWN_CLIPS[plan.slug] ?? GENRE_CLIPS[first] ?? ['harbour', 'city'];
  const turn = OWN_CLIPS[plan.slug] === undefined ? index % pool.length : 0;
  const music = TITLE_MUSIC[index % TITLE_MUSIC.length]?.name ?? 'title-1';
  return { color: tint, clips: [...pool.slice(turn), ...pool.slice(0, turn)], music };
}

/** Up to ten of the same kind that share the most genres, then the nearest year. */
function similarOf(plan: Plan, all: readonly Plan[]): string[] {
  const shared = (other: Plan): number => other.genres.filter((genre) => plan.genres.includes(genre)).length;
  return all
    .filter((other) => other.slug !== plan.slug)
    .sort((a, b) => shared(b) - shared(a) || Math.abs(a.year - plan.year) - Math.abs(b.year - plan.year) || b.rating - a.rating)
    .slice(0, 10)
    .map((other) => other.slug);
}

interface Making {
  readonly plan: Plan;
  readonly index: number;
  readonly all: readonly Plan[];
  readonly tint: string;
  readonly place: number;
}

function titleOf(making: Making): SampleTitle {
  const { plan, index, all, tint, place } = making;
  const director = plan.slug === 'kestrel' || plan.slug === 'the-salt-road' ? 'Tove Almgren' : (DIRECTORS[1 + (index % (DIRECTORS.length - 1))] ?? '');
  const isShort = 'shortSeconds' in plan;
  // Every series has one; some films have none, so that apps meet both.
  const hasTrailer = !isShort && ('seasons' in plan || index % 7 !== 5);
  const kestrelFirst = plan.slug === 'kestrel' ? ['the-salt-road', 'verity', 'the-quiet-tide', 'ember-season', 'ninth-wave', 'kilometre-zero', 'wintering'] : [];
  return {
    slug: plan.slug, name: plan.name, year: plan.year,
    poster: `posters/${plan.slug}.jpg`, landscape: `landscapes/${plan.slug}.jpg`, backdrop: `backdrops/${plan.slug}.jpg`, titleArt: `titles/${plan.slug}.png`,
    tint, rating: plan.rating, criticPercent: plan.critics, age: plan.age, genres: plan.genres, categories: [...plan.genres], plot: plan.plot,
    cast: castOf(plan, index, director), directors: [director], badges: badgesOf(plan),
    similar: [...new Set([...kestrelFirst, ...similarOf(plan, all)])].slice(0, 12),
    trailerAsset: hasTrailer ? `${plan.slug}-trailer` : '', trailerDurationMs: hasTrailer ? (60 + ((index * 17) % 60)) * 1000 : 0,
    addedMs: NEWEST_MS - place * 2 * DAY_MS, look: lookOf(plan, index, tint),
  };
}

function seriesOf(making: Making, plan: SeriesPlan): SampleSeries {
  const seasons = plan.seasons.map((episodes, season) => ({
    number: season + 1,
    name: `Season ${String(season + 1)}`,
    episodes: episodes.map(([name, minutes, plot], number) => {
      const id = `${plan.slug}-s${String(season + 1)}e${String(number + 1)}`;
      return { asset: id, season: season + 1, number: number + 1, name, plot, still: `stills/${id}.jpg`, durationMs: minutes * MINUTE_MS };
    }),
  }));
  return { ...titleOf(making), endYear: plan.endYear, seasons };
}

function channelsOf(): SampleChannel[] {
  return CHANNELS.map(({ slug, number, name, category, style, color, clips, isRadio = false }) => ({
    slug, number, name, logo: `channels/${slug}.png`, category, isRadio, archiveDays: isRadio ? 1 : 7, style, look: { color, clips, music: slug },
  }));
}

const HOME: SampleHome = {
  hero: [
    { kind: 'series', slug: 'northern-hour', badge: 'new-season' },
    { kind: 'movie', slug: 'the-salt-road', badge: 'new-film' },
    { kind: 'movie', slug: 'kestrel', badge: '' },
    { kind: 'movie', slug: 'the-quiet-tide', badge: '' },
    { kind: 'series', slug: 'bathyal', badge: 'new-series' },
  ],
  top10: [
    { kind: 'series', slug: 'northern-hour' }, { kind: 'movie', slug: 'kilometre-zero' }, { kind: 'series', slug: 'pip-and-moss' }, { kind: 'movie', slug: 'low-orbit' }, { kind: 'series', slug: 'glass-harbour' },
    { kind: 'movie', slug: 'ember-season' }, { kind: 'movie', slug: 'the-last-lamplighter' }, { kind: 'movie', slug: 'perihelion' }, { kind: 'series', slug: 'quarter-past-never' }, { kind: 'movie', slug: 'the-umbrella-thief' },
  ],
};

/** Order of the mocks' movie grid, newest first; everything else follows by year. */
const GRID: readonly string[] = ['the-salt-road', 'velvet-static', 'red-meridian', 'kestrel', 'after-light', 'the-quiet-tide', 'tessellate', 'ninth-wave', 'silk-and-iron', 'wintering', 'the-cartographer', 'marrow-lane'];

function ordered<T extends Plan>(plans: readonly T[]): T[] {
  const rank = (plan: T): number => (GRID.includes(plan.slug) ? GRID.indexOf(plan.slug) : GRID.length);
  return [...plans].sort((a, b) => rank(a) - rank(b) || b.year - a.year);
}

function genresOf(titles: readonly SampleTitle[]): string[] {
  return [...new Set(titles.flatMap((title) => title.genres))].sort();
}

/** Writes `static/sample/catalog/*.json` from the plans and the tints that drawing the posters measured. */
export async function makeCatalog(catalogDir: string): Promise<void> {
  const tints = JSON.parse(await readFile(join(catalogDir, 'tints.json'), 'utf8')) as Readonly<Record<string, string>>;
  const movies = ordered([...MOCK_MOVIES, ...NEW_MOVIES]);
  const series = [...DRAMA_SERIES, ...OTHER_SERIES];
  const index = [...MOCK_MOVIES, ...NEW_MOVIES, ...series].map((plan) => plan.slug);
  const making = (plan: Plan, place: number, all: readonly Plan[]): Making => ({ plan, place, all, index: index.indexOf(plan.slug), tint: tints[plan.slug] ?? '#6b5040' });
  const movieRows: SampleMovie[] = movies.map((plan, place) => {
    const durationMs = plan.shortSeconds === undefined ? plan.minutes * MINUTE_MS : plan.shortSeconds * 1000;
    return { ...titleOf(making(plan, place, movies)), durationMs, quality: plan.quality, asset: plan.slug, isShortFilm: plan.shortSeconds !== undefined };
  });
  const seriesRows = series.map((plan, place) => seriesOf(making(plan, place, series), plan));
  const channels = channelsOf();
  const categories = { channel: ['General', 'Sport', 'News', 'Films', 'Kids', 'Nature', 'Music', 'International', 'Radio'], movie: genresOf(movieRows), series: genresOf(seriesRows) };
  await mkdir(catalogDir, { recursive: true });
  const write = (name: string, value: unknown): Promise<void> => writeFile(join(catalogDir, `${name}.json`), `${JSON.stringify(value, null, 1)}\n`);
  await Promise.all([write('categories', categories), write('channels', channels), write('movies', movieRows), write('series', seriesRows), write('home', HOME)]);
}
