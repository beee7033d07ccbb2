import type { SkeletonBlock } from '#ui/components';
import { CARDS, GRID, ROWS } from '#ui/theme';

const X = GRID.contentX;
const { w: CARD_WIDTH, h: CARD_HEIGHT, pitch } = CARDS.landscape;
const FIRST_ROW = ROWS.hero.firstRowHeaderY;
const CARDS_SHOWN = 5;

function row(y: number, titleWidth: number): readonly SkeletonBlock[] {
  const cards: SkeletonBlock[] = [];
  for (let i = 0; i < CARDS_SHOWN; i += 1) cards.push({ x: X + i * pitch, y: y + ROWS.headerHeight + ROWS.headerToCards, w: CARD_WIDTH, h: CARD_HEIGHT });
  return [{ x: X, y: y + 5, w: titleWidth, h: 30, radius: 10 }, ...cards];
}

/** Home while it loads, in its own geometry (mock `t-skeleton`). */
export const HOME_SKELETON: readonly SkeletonBlock[] = [
  { x: X, y: 118, w: 140, h: 36, radius: 8 },
  { x: X, y: 182, w: 620, h: 56, radius: 14, isStrong: true },
  { x: X, y: 258, w: 420, h: 56, radius: 14, isStrong: true },
  { x: X, y: 350, w: 560, h: 28, radius: 10 },
  { x: X, y: 406, w: 760, h: 24, radius: 10 },
  { x: X, y: 448, w: 640, h: 24, radius: 10 },
  { x: X, y: 500, w: 196, h: 72, radius: 36, isStrong: true },
  { x: X + 216, y: 500, w: 210, h: 72, radius: 36 },
  { x: X + 446, y: 500, w: 190, h: 72, radius: 36 },
  ...row(FIRST_ROW, 280),
  ...row(FIRST_ROW + ROWS.pitch.landscape, 180),
];
