/** Scene of `pages/scenes.js` with palette name, seed and knobs. */
export interface ScenePlan {
  readonly scene: string;
  readonly pal: string;
  readonly seed: number;
  readonly knobs: readonly number[];
}

/** How a title's pictures are drawn. Titles with `mock` reuse pictures of the design mocks where there are any. */
export interface ArtPlan extends ScenePlan {
  /** Name in the mocks' art folder (`p-<mock>.jpg`). */
  readonly mock?: string;
  /** Font of the lettering: family of @fontsource, weight, and `i` for italic, for example `cinzel 700`. */
  readonly font: string;
  readonly layout: 'top' | 'middle' | 'bottom' | 'giant' | 'frame' | 'band';
  /** Lines of the title on the poster. */
  readonly lines: readonly string[];
  readonly ink: string;
  /** Silhouette of `pages/motifs.js` with place (fractions of the poster), size and colour. */
  readonly motif?: readonly [name: string, x: number, y: number, size: number, color: string];
}

/** A film as written by hand; cast, pictures and the rest are added by `make-catalog.ts`. */
export interface MoviePlan {
  readonly slug: string;
  readonly name: string;
  readonly year: number;
  readonly genres: readonly string[];
  readonly minutes: number;
  readonly rating: number;
  readonly critics: number;
  readonly age: number;
  readonly quality: 'HD' | '4K';
  readonly plot: string;
  readonly art: ArtPlan;
  readonly shortSeconds?: number;
}

/** An episode: name, minutes, plot. */
export type EpisodePlan = readonly [name: string, minutes: number, plot: string, still?: string];

/** A series as written by hand. */
export interface SeriesPlan extends Omit<MoviePlan, 'minutes' | 'shortSeconds'> {
  readonly endYear: number;
  readonly seasons: ReadonlyArray<readonly EpisodePlan[]>;
  /** Scenes the stills are drawn from, in turn. */
  readonly stills: readonly ScenePlan[];
}

/** A channel as written by hand. */
export interface ChannelPlan {
  readonly slug: string;
  readonly number: number;
  readonly name: string;
  readonly category: string;
  readonly style: string;
  readonly color: string;
  readonly clips: readonly string[];
  readonly isRadio?: boolean;
  /** Name of the logo in the mocks, or parts of a drawn one: text, font, colour, mark. */
  readonly logo: { readonly mock: string } | { readonly text: string; readonly font: string; readonly ink: string; readonly accent: string; readonly mark: string };
}
