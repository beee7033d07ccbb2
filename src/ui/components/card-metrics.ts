import type { FocusLook } from '#ui/engine';
import { CARDS, FOCUS } from '#ui/theme';

/** Kinds of cards. `live`: a landscape card with logo, title and time on it. `top10`: a poster beside its number. */
export type CardShape = 'poster' | 'landscape' | 'small' | 'live' | 'top10';

/** Sizes of a kind of card. Pixels. */
export interface CardMetrics {
  readonly w: number;
  readonly h: number;
  readonly radius: number;
  /** From one card's start to the next one's. */
  readonly pitch: number;
  /** From the cell's start to the card: room for the number of a Top 10. */
  readonly lead: number;
  /** Progress bar: from the sides and from the bottom edge to its top. */
  readonly barInset: number;
  readonly barBottom: number;
  /** Where badges stand. */
  readonly corner: number;
  /** From the card's bottom to the caption, and from the card's start. */
  readonly captionGap: number;
  readonly captionShift: number;
  readonly look: FocusLook;
}

const { poster, posterSmall, landscape, top10, progress, badge } = CARDS;

function lookOf(scale: number, radius: number): FocusLook {
  return Object.freeze({ scale, radius, hasRing: true, hasLift: true });
}

const POSTER: CardMetrics = {
  w: poster.w, h: poster.h, radius: poster.radius, pitch: poster.pitch, lead: 0, barInset: 16, barBottom: 22, corner: badge.corner[0],
  // Posters grow further than landscape cards: their caption stands lower.
  captionGap: 32, captionShift: -10, look: lookOf(FOCUS.card.poster.scale, poster.radius),
};
const LANDSCAPE: CardMetrics = {
  w: landscape.w, h: landscape.h, radius: landscape.radius, pitch: landscape.pitch, lead: 0, barInset: progress.insetX, barBottom: progress.bottom,
  corner: 14, captionGap: 25, captionShift: -4, look: lookOf(FOCUS.card.landscape.scale, landscape.radius),
};

/** Sizes by kind. */
export const CARD_METRICS: Readonly<Record<CardShape, CardMetrics>> = {
  poster: POSTER,
  small: { ...POSTER, w: posterSmall.w, h: posterSmall.h, radius: posterSmall.radius, pitch: posterSmall.pitch, look: lookOf(FOCUS.card.poster.scale, posterSmall.radius) },
  landscape: LANDSCAPE,
  live: { ...LANDSCAPE, barBottom: 20 },
  top10: { ...POSTER, pitch: top10.pitch, lead: -top10.numeral.offsetX - 6 },
};
