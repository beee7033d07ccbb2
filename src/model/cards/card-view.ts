import type { ItemKey } from '#core/base';

/** What OK on something does, as data; `AppModel.perform` carries it out. */
export type Action =
  | { readonly kind: 'open-movie'; readonly key: ItemKey }
  | { readonly kind: 'open-series'; readonly key: ItemKey }
  /** The ways to rent or own it. */
  | { readonly kind: 'buy'; readonly key: ItemKey }
  /** The plan that opens it. */
  | { readonly kind: 'choose-plan'; readonly key: ItemKey; readonly plan: string }
  /** What is sold beside it. */
  | { readonly kind: 'open-product'; readonly key: ItemKey; readonly product: string }
  | { readonly kind: 'watch-channel'; readonly key: ItemKey }
  | { readonly kind: 'watch-archive'; readonly key: ItemKey; readonly startMs: number; readonly stopMs: number }
  | { readonly kind: 'watch-movie'; readonly key: ItemKey; readonly from: 'resume' | 'start' }
  | { readonly kind: 'watch-episode'; readonly key: ItemKey; readonly seriesKey: ItemKey; readonly from: 'resume' | 'start' }
  | { readonly kind: 'watch-trailer'; readonly key: ItemKey };

/** Kinds of cards. */
export type CardKind = 'movie' | 'series' | 'episode' | 'channel';

/**
 * A card as rows and grids draw it: texts in the viewer's language, pictures chosen for the card's shape. Small and
 * immutable; made for what is in view.
 */
export interface CardView {
  /** Unique in its row; focus memory is bound to it. */
  readonly id: string;
  readonly key: ItemKey;
  readonly kind: CardKind;
  readonly title: string;
  /** Second line: `S2 E4 Ice Road`, `20:15 – 22:10`; may be empty. */
  readonly subtitle: string;
  /** Parts of the caption drawn while focused, after the title; joined by dots. */
  readonly facts: readonly string[];
  /** Viewers' rating beside a star in the caption, `7.6`; empty for none. */
  readonly rating: string;
  /** Address of the picture in the row's shape; empty: draw the designed fallback. */
  readonly image: string;
  /** Whether the picture carries the title itself: posters and landscape pictures do, backdrops and stills do not. */
  readonly isLettered: boolean;
  /** Transparent title lettering for landscape cards whose picture carries none; empty: draw the title as text. */
  readonly titleArt: string;
  /** Channel logo for live cards; empty elsewhere. */
  readonly logo: string;
  /** Dominant colour `#rrggbb` for the ambient light; empty if unknown. */
  readonly tint: string;
  /** Watched part 0..1, or part of the running programme; -1: no bar. */
  readonly progress: number;
  readonly isWatched: boolean;
  /** Locked and shown by choice: OK asks for the PIN. */
  readonly isLocked: boolean;
  /** Text of the corner badge; empty for none. */
  readonly badge: string;
  /** Place in a Top 10, from 1; 0 elsewhere. */
  readonly rank: number;
  /** What the announcer says, without row and position. */
  readonly spoken: string;
  readonly action: Action;
}

/**
 * Cards that are made on demand, for lists of any length. A new list object means: bind the visible cells again.
 */
export interface CardList {
  readonly length: number;
  /** The card at `index`; `null` out of range. */
  at(index: number): CardView | null;
  /** Index of the card with this id, or -1. */
  indexOf(id: string): number;
}
