import type { ItemKey } from '#core/base';
import type { ReadonlySignal } from '#core/state';
import type { CardView } from '#model/cards';

/** One slide of the hero. */
export interface HeroItem {
  readonly id: string;
  readonly key: ItemKey;
  readonly kind: 'movie' | 'series';
  /** Accent badge (`New film`) and the words beside it (`Only on Hearth`); both may be empty. */
  readonly badge: string;
  readonly note: string;
  readonly title: string;
  readonly titleArt: string;
  readonly backdrop: string;
  readonly tint: string;
  /** `2025`, `Adventure, drama`, `2 h 08 min`. */
  readonly facts: readonly string[];
  /** `8.1`, or empty. */
  readonly rating: string;
  /** Outlined badges: `12+`, `4K`, `HDR`. */
  readonly badges: readonly string[];
  readonly plot: string;
  readonly isInMyList: boolean;
  readonly canResume: boolean;
  /** False when it is known that there is none. */
  readonly hasTrailer: boolean;
}

/** How a row is drawn. */
export type HomeRowKind = 'continue' | 'on-now' | 'poster' | 'landscape' | 'top10';

/** A row that has something to show. */
export interface HomeRow {
  readonly id: string;
  readonly kind: HomeRowKind;
  readonly title: string;
  readonly cards: readonly CardView[];
}

/** What Home is showing. `empty`: loaded, and there is nothing. */
export type HomeState = 'loading' | 'ready' | 'empty' | 'failed';

/** The landing page. A row that fails is left out; rows under three items are dropped, except Continue watching. */
export interface HomeModel {
  readonly state: ReadonlySignal<HomeState>;
  readonly hero: ReadonlySignal<readonly HeroItem[]>;
  readonly rows: ReadonlySignal<readonly HomeRow[]>;
  /** Asks the platform again for hero and rows; called when Home is entered. Cheap when nothing changed. */
  refresh(): Promise<void>;
  /** Plays the hero's title: resumes it, or starts the film or the next episode. */
  playHero(item: HeroItem): void;
  playTrailer(item: HeroItem): void;
  toggleMyList(item: HeroItem): void;
  openHero(item: HeroItem): void;
  /** Takes a card out of Continue watching. */
  removeFromContinue(card: Pick<CardView, 'id'>): void;
  dispose(): void;
}
