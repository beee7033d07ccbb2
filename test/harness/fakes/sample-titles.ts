import type { WireMovie, WireMovieDetail, WireSeries, WireSeriesDetail } from '#core/wire';

const MIN = 60_000;

/** Makes an address of a picture by its file name in the design's art folder. */
export type ArtAddress = (file: string) => string;

type Facts = Partial<Omit<WireMovie, 'id' | 'name'>> & { readonly pictures?: readonly ('backdrop' | 'landscape' | 'titleArt')[] };

function movie(art: ArtAddress, id: string, name: string, facts: Facts = {}): WireMovie {
  const { pictures = [], ...rest } = facts;
  const has = (picture: 'backdrop' | 'landscape' | 'titleArt'): boolean => pictures.indexOf(picture) !== -1;
  return {
    id,
    name,
    year: 2025,
    rating: 7.4,
    age: 12,
    genres: ['Drama'],
    categoryIds: ['drama'],
    plot: '',
    addedMs: 0,
    tint: '#2b3350',
    durationMs: 104 * MIN,
    quality: 'HD',
    poster: art(`p-${id}.jpg`),
    backdrop: has('backdrop') ? art(`b-${id}.jpg`) : '',
    landscape: has('landscape') ? art(`l-${id}.jpg`) : '',
    titleArt: has('titleArt') ? art(`t-${id}.png`) : '',
    ...rest,
  };
}

/** Films of the mocks. */
export function sampleMovies(art: ArtAddress): readonly WireMovie[] {
  return [
    movie(art, 'salt', 'The Salt Road', {
      pictures: ['backdrop', 'titleArt'],
      genres: ['Adventure', 'Drama'],
      categoryIds: ['adventure'],
      durationMs: 128 * MIN,
      rating: 8.1,
      quality: '4K HDR',
      tint: '#7d4a1c',
      plot: 'Two brothers lead the last salt caravan across a desert that is being sold from under them, and find a city no map shows.',
      addedMs: 1_795_000_000_000,
    }),
    movie(art, 'velvet', 'Velvet Static', { age: 16, rating: 7.2 }),
    movie(art, 'meridian', 'Red Meridian', { rating: 7.6, categoryIds: ['adventure'], genres: ['Science fiction'] }),
    movie(art, 'kestrel', 'Kestrel', {
      pictures: ['backdrop', 'landscape', 'titleArt'],
      durationMs: 124 * MIN,
      rating: 8.1,
      quality: '4K HDR',
      tint: '#8a3c1e',
      plot: 'A retired glider pilot is asked for one last flight above the storm line. What she sees from up there, nobody below is willing to believe, least of all the man who grounded her thirty years ago.',
    }),
    movie(art, 'after', 'After Light', { genres: ['Science fiction'], categoryIds: ['adventure'] }),
    movie(art, 'quiet', 'The Quiet Tide', { pictures: ['backdrop'] }),
    movie(art, 'tess', 'Tessellate', { genres: ['Thriller'], categoryIds: ['thriller'] }),
    movie(art, 'ninth', 'Ninth Wave', { genres: ['Thriller'], categoryIds: ['thriller'] }),
    movie(art, 'silk', 'Silk & Iron', { year: 2024, age: 16 }),
    movie(art, 'wintering', 'Wintering', { year: 2024 }),
    movie(art, 'carto', 'The Cartographer', { year: 2023, genres: ['Adventure'], categoryIds: ['adventure'] }),
    movie(art, 'marrow', 'Marrow Lane', { age: 16, genres: ['Thriller'], categoryIds: ['thriller'] }),
    movie(art, 'glass', 'Glass Harbour', { pictures: ['landscape'], tint: '#15406b', durationMs: 112 * MIN }),
    movie(art, 'bathyal', 'Bathyal', {
      pictures: ['landscape'],
      tint: '#0c3c5a',
      durationMs: 98 * MIN,
      genres: ['Documentary'],
      categoryIds: ['documentary'],
      age: 0,
    }),
    movie(art, 'lamp', 'The Last Lamplighter', { pictures: ['landscape'], tint: '#2a4a55', durationMs: 116 * MIN }),
    movie(art, 'signal', 'Signal Nine', { genres: ['Thriller'], categoryIds: ['thriller'] }),
    movie(art, 'verity', 'Verity', {}),
    movie(art, 'ember', 'Ember Season', { age: 6 }),
    movie(art, 'kmzero', 'Kilometre Zero', { rating: 7.9 }),
    movie(art, 'orbit', 'Low Orbit', { genres: ['Science fiction'], categoryIds: ['adventure'], addedMs: 1_795_500_000_000 }),
    movie(art, 'lions', 'Paper Lions', { age: 0, genres: ['Family'], categoryIds: ['family'] }),
    movie(art, 'summers', 'Seven Summers', {}),
    movie(art, 'rain', 'Letters in the Rain', { age: 16 }),
    movie(art, 'apex', 'Apex Line', { genres: ['Documentary'], categoryIds: ['documentary'] }),
  ];
}

/** Series of the mocks. */
export function sampleSeries(art: ArtAddress): readonly WireSeries[] {
  const base = movie(art, 'northern', 'Northern Hour', {
    pictures: ['backdrop', 'landscape', 'titleArt'],
    year: 2024,
    rating: 8.7,
    age: 16,
    genres: ['Thriller'],
    categoryIds: ['thriller'],
    tint: '#15725f',
    plot: 'Every winter, for one hour, the town’s power fails and someone goes missing. A new sheriff has eleven months to learn why.',
  });
  const more = [
    movie(art, 'pip', 'Pip & Moss', { age: 0, genres: ['Family'], categoryIds: ['family'] }),
    movie(art, 'neon', 'Neon Kitchen', { genres: ['Food'], categoryIds: ['family'], age: 0 }),
    movie(art, 'canopy', 'Canopy', { genres: ['Nature'], categoryIds: ['documentary'], age: 0 }),
    movie(art, 'encore', 'Encore', { genres: ['Music'], categoryIds: ['documentary'], age: 0 }),
  ];
  const seriesOf = (
    { durationMs: _durationMs, quality: _quality, ...title }: WireMovie,
    seasonCount: number,
    endYear: number,
  ): WireSeries => ({ ...title, seasonCount, endYear });
  return [seriesOf(base, 2, 2025)].concat(more.map((title) => seriesOf(title, 1, 0)));
}

/** Detail of every film; Kestrel's is the mock's. */
export function sampleMovieDetail(id: string, art: ArtAddress): WireMovieDetail {
  const people = [
    ['1', 'Mira Solberg', 'Astrid'],
    ['2', 'Idris Kane', 'Tomas'],
    ['3', 'Ayo Bankole', 'Dr. Reyes'],
    ['4', 'Sten Halvorsen', 'The Colonel'],
    ['5', 'Lucia Prado', 'Inés'],
  ] as const;
  return {
    id,
    plot: '',
    criticPercent: id === 'kestrel' ? 92 : 0,
    badges: id === 'kestrel' || id === 'salt' ? ['4K', 'HDR', '5.1'] : [],
    hasTrailer: true,
    directors: ['Tove Almgren'],
    cast: people.map(([picture, name, role]) => ({ name, role, picture: art(`cast-${picture}.jpg`) })),
    similar: ['salt', 'verity', 'quiet', 'ember', 'ninth', 'kmzero', 'wintering', 'kestrel'].filter((other) => other !== id),
  };
}

const EPISODES = [
  [1, 1, 'n1', 'Blackout', 50, 'The first winter, and nobody has a name for it yet.'],
  [1, 2, 'n2', 'Paper Trail', 49, 'A missing page in the town register.'],
  [1, 3, 'n3', 'The Long Night', 52, 'Everybody stays awake.'],
  [2, 1, 'n6', 'First Dark', 51, 'The lights go out eleven minutes early, and the school bus does not arrive.'],
  [2, 2, 'forest', 'Tree Line', 47, 'A search party finds the same tracks going in, twice.'],
  [2, 3, 'sea', 'The Ferryman', 53, 'An old log book puts the sheriff’s own name on the crossing of 1994.'],
  [2, 4, 'n5', 'Ice Road', 48, 'Marit drives north against orders. The radio answers in her mother’s voice.'],
  [2, 5, 'road', 'Kilometre Nine', 49, 'Two people remember the same night. Only one of them was there.'],
] as const;

/** Detail of every series; all have Northern Hour's seasons under their own ids. */
export function sampleSeriesDetail(id: string, art: ArtAddress): WireSeriesDetail {
  const season = (number: number): WireSeriesDetail['seasons'][number] => ({
    number,
    name: '',
    episodes: EPISODES.filter(([each]) => each === number).map(([, episode, still, name, minutes, plot]) => ({
      id: `${id}-${String(number)}-${String(episode)}`,
      season: number,
      number: episode,
      name,
      plot,
      still: art(`s-${still}.jpg`),
      durationMs: minutes * MIN,
    })),
  });
  return {
    id,
    plot: '',
    cast: sampleMovieDetail(id, art).cast,
    badges: id === 'northern' ? ['4K', 'HDR'] : [],
    hasTrailer: true,
    similar: ['neon', 'canopy', 'encore', 'pip'].filter((other) => other !== id),
    seasons: [season(1), season(2)],
  };
}
