import { EPG } from '#ui/theme';

/** The picture beside the programme's words: the playing channel, else a still. Pixels of the page. */
export const GUIDE_WINDOW = { x: 1488, y: 118, w: 336, h: 189, radius: 16 } as const;

/** From a row's start to its first programme. */
export const TIMELINE_X = EPG.timelineX - EPG.channelColumn.x;

/** Width of a row, from the channel to the edge of the screen. */
export const ROW_WIDTH = TIMELINE_X + EPG.timelineWidth;

/** Rows end above this: then come the hints. */
export const GRID_BOTTOM = 976;

/** Heights of what all cells have alike: drawn together, each kind is one draw call for the whole grid. */
export const LAYER = { plate: 1, logo: 2, text: 4, icon: 5 } as const;

/** Heights of the now line and of what stands over the rows. */
export const LINE_Z = 20;

/** Where a moment lies, pixels from where the window begins. */
export function pixelsOf(atMs: number, fromMs: number): number {
  return Math.round(((atMs - fromMs) / 60_000) * EPG.pxPerMinute);
}
