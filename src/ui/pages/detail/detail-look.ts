import type { BackdropLook } from './backdrop';

/** Where the parts of a detail page's top stand; pixels from the top of the page, from the mocks. */
export interface DetailLook {
  readonly backdrop: BackdropLook;
  readonly art: { readonly y: number; readonly w: number; readonly h: number };
  readonly factsY: number;
  readonly plot: { readonly y: number; readonly w: number; readonly lines: number };
  readonly buttonsY: number;
  /** What the page moves down by with large text. */
  readonly largeTextShift: number;
}

/** A film's page. `isLarge`: large text needs a darker and wider ground. */
export function movieLook(isLarge: boolean): DetailLook {
  const middle = isLarge ? 0.84 : 0.74;
  return {
    backdrop: {
      place: { x: 320, y: 0, w: 1600, h: 900 },
      scrims: [
        { place: { x: 320, y: 0, w: 560, h: 900 }, from: 1, to: middle, direction: 'end' },
        { place: { x: 880, y: 0, w: isLarge ? 760 : 620, h: 900 }, from: middle, to: 0, direction: 'end' },
        { place: { x: 320, y: 420, w: 1600, h: 480 }, from: 0, to: 1, direction: 'down' },
        { place: { x: 320, y: 0, w: 1600, h: 200 }, from: 0.6, to: 0, direction: 'down' },
      ],
    },
    art: { y: 118, w: 620, h: 92 },
    factsY: 232,
    plot: { y: 342, w: isLarge ? 1000 : 860, lines: 3 },
    buttonsY: 488,
    largeTextShift: 40,
  };
}

/** A series' page. */
export function seriesLook(isLarge: boolean): DetailLook {
  const middle = isLarge ? 0.8 : 0.66;
  return {
    backdrop: {
      place: { x: 420, y: 0, w: 1500, h: 844 },
      scrims: [
        { place: { x: 420, y: 0, w: 560, h: 844 }, from: 1, to: middle, direction: 'end' },
        { place: { x: 980, y: 0, w: isLarge ? 760 : 600, h: 844 }, from: middle, to: 0, direction: 'end' },
        { place: { x: 420, y: 300, w: 1500, h: 300 }, from: 0, to: 0.9, direction: 'down' },
        { place: { x: 420, y: 600, w: 1500, h: 244 }, from: 0.9, to: 1, direction: 'down' },
        { place: { x: 420, y: 0, w: 1500, h: 160 }, from: 0.45, to: 0, direction: 'down' },
      ],
    },
    art: { y: 84, w: 520, h: 150 },
    factsY: 254,
    plot: { y: 304, w: isLarge ? 1000 : 820, lines: 2 },
    buttonsY: 408,
    largeTextShift: 20,
  };
}
