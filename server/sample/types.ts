/** How a linear channel or a title looks and sounds: names of files below the media folder. */
export interface SampleLook {
  /** Accent `#rrggbb` of the strip. */
  readonly color: string;
  /** Background clips, taking turns. Empty for radio. */
  readonly clips: readonly string[];
  /** Audio loop. */
  readonly music: string;
}

/** A channel. Picture paths are relative to the art folder. */
export interface SampleChannel {
  /** Name in addresses, also its guide key. */
  readonly slug: string;
  readonly number: number;
  readonly name: string;
  readonly logo: string;
  /** One of {@link SampleCategories.channel}. */
  readonly category: string;
  readonly isRadio: boolean;
  readonly archiveDays: number;
  /** What the guide writes programmes after: `public`, `sport`, `news`, ... */
  readonly style: string;
  readonly look: SampleLook;
}

/** Somebody of a cast list. */
export interface SamplePerson {
  readonly name: string;
  readonly role: string;
  readonly picture: string;
}

/** Fields of films and series. */
export interface SampleTitle {
  /** Stable key, also the name of the film's asset. */
  readonly slug: string;
  readonly name: string;
  readonly year: number;
  /** 372x558. */
  readonly poster: string;
  /** 640x360 with the title written on it. */
  readonly landscape: string;
  /** 1280x720, without lettering. */
  readonly backdrop: string;
  /** Transparent lettering; empty without. */
  readonly titleArt: string;
  readonly tint: string;
  /** 0..10. */
  readonly rating: number;
  readonly criticPercent: number;
  /** Minimum age in years. */
  readonly age: number;
  readonly genres: readonly string[];
  /** Some of {@link SampleCategories.movie} or {@link SampleCategories.series}. */
  readonly categories: readonly string[];
  readonly plot: string;
  readonly cast: readonly SamplePerson[];
  readonly directors: readonly string[];
  readonly badges: readonly string[];
  /** Slugs of the same kind. */
  readonly similar: readonly string[];
  /** Empty without a trailer. */
  readonly trailerAsset: string;
  readonly trailerDurationMs: number;
  readonly addedMs: number;
  readonly look: SampleLook;
}

/** A film. */
export interface SampleMovie extends SampleTitle {
  readonly durationMs: number;
  /** `HD` or `4K`. */
  readonly quality: string;
  readonly asset: string;
  /** Whether real files exist beside the composed stream: MP4, DASH, MPEG-TS. */
  readonly isShortFilm: boolean;
}

/** An episode. */
export interface SampleEpisode {
  readonly asset: string;
  readonly season: number;
  readonly number: number;
  readonly name: string;
  readonly plot: string;
  readonly still: string;
  readonly durationMs: number;
}

/** A season. */
export interface SampleSeason {
  readonly number: number;
  readonly name: string;
  readonly episodes: readonly SampleEpisode[];
}

/** A series. */
export interface SampleSeries extends SampleTitle {
  readonly endYear: number;
  readonly seasons: readonly SampleSeason[];
}

/** Category names in the order they are offered. */
export interface SampleCategories {
  readonly channel: readonly string[];
  readonly movie: readonly string[];
  readonly series: readonly string[];
}

/** What the landing page puts first; titles by slug. */
export interface SampleHome {
  readonly hero: ReadonlyArray<{ readonly kind: 'movie' | 'series'; readonly slug: string; readonly badge: 'new-film' | 'new-series' | 'new-season' | '' }>;
  readonly top10: ReadonlyArray<{ readonly kind: 'movie' | 'series'; readonly slug: string }>;
}

/** Everything the platform starts with. */
export interface SampleCatalog {
  readonly categories: SampleCategories;
  readonly channels: readonly SampleChannel[];
  readonly movies: readonly SampleMovie[];
  readonly series: readonly SampleSeries[];
  readonly home: SampleHome;
}
