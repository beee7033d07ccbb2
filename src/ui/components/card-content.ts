/** What a card shows, as far as drawing goes; `CardView` of `#model/cards` is one. Texts in the viewer's language. */
export interface CardContent {
  /** Unique in its row or grid; focus memory is bound to it. */
  readonly id: string;
  readonly title: string;
  /** Second line; may be empty. */
  readonly subtitle: string;
  /** Parts of the caption after the title. */
  readonly facts: readonly string[];
  /** Rating beside a star in the caption; empty for none. */
  readonly rating: string;
  /** Address of the picture; empty: the designed fallback is drawn. */
  readonly image: string;
  /** Whether the picture carries the title itself, as posters do; absent: it does. Others get title art or words on top. */
  readonly isLettered?: boolean;
  /** Transparent lettering for pictures that carry none; empty: the title as words. */
  readonly titleArt: string;
  /** Channel logo of live cards; empty elsewhere. */
  readonly logo: string;
  /** Dominant colour `#rrggbb`; empty if unknown. */
  readonly tint: string;
  /** Done part 0..1; -1: no bar. */
  readonly progress: number;
  readonly isWatched: boolean;
  /** Draws a padlock in place of the picture. */
  readonly isLocked?: boolean;
  /** Text of the corner badge; empty for none. */
  readonly badge: string;
  /** Place in a Top 10, from 1; 0 elsewhere. */
  readonly rank: number;
  /** What the announcer says; empty: the title. */
  readonly spoken: string;
}

/** Cards of a row or grid; made on demand. A new object means: show the visible ones again. */
export interface CardItems {
  readonly length: number;
  /** The card at `index`; `null` out of range. */
  at(index: number): CardContent | null;
  /** Index of the card with this id, or -1. */
  indexOf(id: string): number;
}
