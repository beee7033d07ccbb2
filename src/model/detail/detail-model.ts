import type { AppError, ItemKey } from '#core/base';
import type { ReadonlySignal } from '#core/state';
import type { CardView } from '#model/cards';

/** What the top of both detail pages shows; known from the catalogue at once. */
export interface TitleHeader {
  readonly key: ItemKey;
  readonly title: string;
  readonly titleArt: string;
  readonly backdrop: string;
  readonly poster: string;
  readonly tint: string;
  /** `2025`, `Drama`, `2 h 04 min`; series: `2 seasons`, `Thriller`, `2024 – 2025`. */
  readonly facts: readonly string[];
  /** `8.1`, or empty. */
  readonly rating: string;
  /** `92 %`, or empty. */
  readonly critics: string;
  /** `12+`, `4K`, `HDR`, `5.1`. */
  readonly badges: readonly string[];
  readonly plot: string;
}

/** A face in the cast row. */
export interface PersonView {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly picture: string;
}

/** Resume information. */
export interface ResumeView {
  /** 0..1. */
  readonly progress: number;
  /** `24 min left`. */
  readonly left: string;
}

/** How far the page's second half (cast, episodes, similar) is. The header never waits for it. */
export type DetailState = { readonly kind: 'loading' } | { readonly kind: 'ready' } | { readonly kind: 'failed'; readonly error: AppError };

/** Movie page. Made per visit; the page disposes it. */
export interface MovieDetailModel {
  /** `null` when the film is no longer in the catalogue. */
  readonly header: ReadonlySignal<TitleHeader | null>;
  readonly state: ReadonlySignal<DetailState>;
  readonly resume: ReadonlySignal<ResumeView | null>;
  readonly cast: ReadonlySignal<readonly PersonView[]>;
  readonly similar: ReadonlySignal<readonly CardView[]>;
  readonly hasTrailer: ReadonlySignal<boolean>;
  /** The lowest price, written, where it has to be rented or bought before it plays; empty otherwise. */
  readonly saleFrom: ReadonlySignal<string>;
  /** The plan that would open it; `null` where there is none or it can be watched. */
  readonly plan: ReadonlySignal<{ readonly id: string; readonly name: string } | null>;
  /** What is sold beside it; empty without. */
  readonly productId: ReadonlySignal<string>;
  readonly isInMyList: ReadonlySignal<boolean>;
  /** The focus is on what has this id: `play` and `from-start` prepare the film, anything else lets go of it. */
  restOn(id: string): void;
  /** Resumes, or plays from the start. */
  play(): void;
  playFromStart(): void;
  playTrailer(): void;
  /** Opens the ways to have it. */
  buy(): void;
  /** Goes to the plan. */
  choosePlan(): void;
  /** Goes to what is sold beside it. */
  openProduct(): void;
  toggleMyList(): void;
  retry(): void;
  dispose(): void;
}

/** An episode card. */
export interface EpisodeView {
  readonly id: string;
  readonly key: ItemKey;
  /** `4. Ice Road`. */
  readonly title: string;
  /** `48 min`, `18 min left` or `Watched`. */
  readonly facts: readonly string[];
  readonly plot: string;
  readonly still: string;
  /** 0..1; -1 without a bar. */
  readonly progress: number;
  readonly isWatched: boolean;
  readonly spoken: string;
}

/** A season tab with its episodes. */
export interface SeasonView {
  readonly id: string;
  readonly number: number;
  /** `Season 2`. */
  readonly name: string;
  readonly episodes: readonly EpisodeView[];
}

/** Series page. Made per visit; the page disposes it. */
export interface SeriesDetailModel {
  readonly header: ReadonlySignal<TitleHeader | null>;
  readonly state: ReadonlySignal<DetailState>;
  readonly seasons: ReadonlySignal<readonly SeasonView[]>;
  /** Index of the chosen season tab; begins at the season of the next episode. */
  readonly seasonIndex: ReadonlySignal<number>;
  /** The next episode to watch: focus begins there. */
  readonly nextEpisodeKey: ReadonlySignal<ItemKey | null>;
  /** Label of the first button: `Resume S2 E4`, `Play S1 E1`. */
  readonly playLabel: ReadonlySignal<string>;
  readonly cast: ReadonlySignal<readonly PersonView[]>;
  readonly similar: ReadonlySignal<readonly CardView[]>;
  readonly hasTrailer: ReadonlySignal<boolean>;
  /** The lowest price, written, where it has to be rented or bought before it plays; empty otherwise. */
  readonly saleFrom: ReadonlySignal<string>;
  /** The plan that would open it; `null` where there is none or it can be watched. */
  readonly plan: ReadonlySignal<{ readonly id: string; readonly name: string } | null>;
  /** What is sold beside it; empty without. */
  readonly productId: ReadonlySignal<string>;
  readonly isInMyList: ReadonlySignal<boolean>;
  chooseSeason(index: number): void;
  /** The focus is on what has this id: `play` and episodes prepare what they would play, anything else lets go of it. */
  restOn(id: string): void;
  /** Plays the next episode to watch. */
  play(): void;
  playEpisode(key: ItemKey): void;
  playTrailer(): void;
  /** Opens the ways to have it. */
  buy(): void;
  /** Goes to the plan. */
  choosePlan(): void;
  /** Goes to what is sold beside it. */
  openProduct(): void;
  toggleMyList(): void;
  retry(): void;
  dispose(): void;
}

/** Opens detail pages. */
export interface DetailModel {
  openMovie(key: ItemKey): MovieDetailModel;
  openSeries(key: ItemKey): SeriesDetailModel;
}
