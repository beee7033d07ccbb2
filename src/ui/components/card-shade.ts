import { roundRectPath } from '#ui/engine';
import type { Drawing } from '#ui/engine';
import { CARDS, cssColor } from '#ui/theme';
import type { Theme } from '#ui/theme';
import type { CardMetrics } from './card-metrics';

/** What is drawn over a picture so that something can be read on it. */
export interface Shade {
  /** What is to be read: nothing but a bar, a title, what is on with the channel's logo, or without one. */
  readonly kind: 'plain' | 'words' | 'live' | 'live-plain';
  /** Whether there is a bar for progress. */
  readonly hasBar: boolean;
}

/** Where each kind's darkness begins (part of the height) and how dark it ends. */
const DEPTH: Readonly<Record<Shade['kind'], { readonly from: number; readonly to: number }>> = {
  plain: { from: 0.75, to: 0.75 },
  words: { from: 0.3, to: 0.88 },
  live: { from: 0.22, to: 0.96 },
  'live-plain': { from: 0.22, to: 0.96 },
};

/** Part of the fade after which high contrast is black. */
const SOLID_FROM = 0.35;

/** Room of a channel logo in the card's corner. */
export const LOGO_CHIP = { inset: 14, w: CARDS.logoTile.card[0], h: CARDS.logoTile.card[1], radius: 10 } as const;

/**
 * The shade of a kind for cards of one size: darkness at the bottom, the track of the bar and the ground of the logo in one
 * shared picture, so that a card costs one draw call for all of them.
 */
export function cardShade({ kind, hasBar }: Shade, { w, h, radius, barInset, barBottom }: CardMetrics, theme: Theme): Drawing {
  const hasLogo = kind === 'live';
  const isMirrored = theme.direction === 'rtl';
  const { from, to } = DEPTH[kind];
  return {
    id: ['card shade', kind, hasBar ? 'bar' : '', String(w), String(h), theme.isHighContrast ? 'high' : 'dark', hasLogo && isMirrored ? 'rtl' : ''].join(' '),
    w,
    h,
    draw(context) {
      const fade = context.createLinearGradient(0, h * from, 0, h);
      fade.addColorStop(0, 'rgba(0,0,0,0)');
      // High contrast: no art under words.
      if (theme.isHighContrast && kind !== 'plain') fade.addColorStop(SOLID_FROM, 'rgba(0,0,0,1)');
      fade.addColorStop(1, `rgba(0,0,0,${String(theme.isHighContrast ? 1 : to)})`);
      context.fillStyle = fade;
      roundRectPath(context, { x: 0, y: 0, w, h }, radius);
      context.fill();
      if (hasBar) {
        context.fillStyle = cssColor(theme.color.track);
        roundRectPath(context, { x: barInset, y: h - barBottom, w: w - 2 * barInset, h: CARDS.progress.height }, CARDS.progress.height / 2);
        context.fill();
      }
      if (hasLogo) {
        context.fillStyle = cssColor(theme.mixed.chip);
        const { inset } = LOGO_CHIP;
        roundRectPath(context, { x: isMirrored ? w - inset - LOGO_CHIP.w : inset, y: inset, w: LOGO_CHIP.w, h: LOGO_CHIP.h }, LOGO_CHIP.radius);
        context.fill();
      }
    },
  };
}
