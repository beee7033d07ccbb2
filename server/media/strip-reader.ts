import { CLOCK_GRID, CLOCK_TEMPLATES } from './strip-digits';
import { STRIP } from './strip';

/** Decoded pixels, four bytes each, as canvas `getImageData` gives them. */
export interface RgbaFrame {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array | Uint8ClampedArray;
}

/** Where the picture lies within a frame, in the frame's pixels. */
export interface PictureArea {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What the clock of a strip says. */
export interface ClockReading {
  /** `HH:MM:SS`. */
  readonly text: string;
  /** Of that day or title. */
  readonly seconds: number;
  /** 0 (guessed) to 1 (exact); readings below {@link MIN_CONFIDENCE} are not given out. */
  readonly confidence: number;
}

/** Below this the best letter is hardly better than the second best. */
const MIN_CONFIDENCE = 0.3;
/** Letters and band must differ by this much luma, else there is no strip. */
const MIN_CONTRAST = 50;
/** Mean squared difference to a letter, 0..1, above which it is none. */
const MAX_DIFFERENCE = 0.09;
/** Points per grid cell and direction that luma is taken at. */
const SAMPLES = 3;

const COLONS: ReadonlySet<number> = new Set([2, 5]);

function lumaAt(frame: RgbaFrame, x: number, y: number): number {
  const column = Math.min(frame.width - 1, Math.max(0, Math.floor(x)));
  const row = Math.min(frame.height - 1, Math.max(0, Math.floor(y)));
  const at = (row * frame.width + column) * 4;
  return 0.2126 * (frame.data[at] ?? 0) + 0.7152 * (frame.data[at + 1] ?? 0) + 0.0722 * (frame.data[at + 2] ?? 0);
}

/** Mean luma of each grid cell of one letter. */
function sampleCell(frame: RgbaFrame, area: PictureArea, cell: number): number[] {
  const { left, top, cellWidth, cellHeight } = STRIP.clock;
  const stepX = cellWidth / CLOCK_GRID.columns;
  const stepY = cellHeight / CLOCK_GRID.rows;
  const values: number[] = [];
  for (let row = 0; row < CLOCK_GRID.rows; row += 1) {
    for (let column = 0; column < CLOCK_GRID.columns; column += 1) {
      let sum = 0;
      for (let point = 0; point < SAMPLES * SAMPLES; point += 1) {
        const x = left + cell * cellWidth + (column + ((point % SAMPLES) + 0.5) / SAMPLES) * stepX;
        const y = top + (row + (Math.floor(point / SAMPLES) + 0.5) / SAMPLES) * stepY;
        sum += lumaAt(frame, area.x + (x / STRIP.pictureWidth) * area.width, area.y + (y / STRIP.pictureHeight) * area.height);
      }
      values.push(sum / (SAMPLES * SAMPLES));
    }
  }
  return values;
}

function difference(values: readonly number[], template: readonly number[]): number {
  let sum = 0;
  values.forEach((value, index) => {
    const delta = value - (template[index] ?? 0);
    sum += delta * delta;
  });
  return sum / values.length;
}

function bestLetter(values: readonly number[], letters: readonly string[]): { letter: string; confidence: number } | null {
  let best = Infinity;
  let second = Infinity;
  let letter = '';
  for (const candidate of letters) {
    const distance = difference(values, CLOCK_TEMPLATES[candidate] ?? []);
    if (distance < best) {
      second = best;
      best = distance;
      letter = candidate;
    } else if (distance < second) second = distance;
  }
  if (best > MAX_DIFFERENCE) return null;
  return { letter, confidence: second === Infinity ? 1 - best / MAX_DIFFERENCE : 1 - best / second };
}

/**
 * Reads the clock out of a decoded picture of our streams, of any size from about 320x180 up: how tests prove that the
 * right second is playing. `area` is where the picture lies when the frame shows more than it (a screenshot, a preview).
 * `null` when there is no strip or it cannot be read without doubt.
 */
export function readStripClock(frame: RgbaFrame, area: PictureArea = { x: 0, y: 0, width: frame.width, height: frame.height }): ClockReading | null {
  const cells = Array.from({ length: STRIP.clock.cells }, (_, cell) => sampleCell(frame, area, cell));
  const all = cells.flat().sort((a, b) => a - b);
  const dark = all[Math.floor(all.length * 0.1)] ?? 0;
  const bright = all[Math.floor(all.length * 0.98)] ?? 0;
  if (bright - dark < MIN_CONTRAST) return null;
  const digits = Object.keys(CLOCK_TEMPLATES).filter((letter) => letter !== ':');
  let text = '';
  let confidence = 1;
  for (const [cell, values] of cells.entries()) {
    const scaled = values.map((value) => Math.min(1, Math.max(0, (value - dark) / (bright - dark))));
    const best = bestLetter(scaled, COLONS.has(cell) ? [':'] : digits);
    if (best === null) return null;
    text += best.letter;
    confidence = Math.min(confidence, best.confidence);
  }
  const [hours = 0, minutes = 0, seconds = 0] = text.split(':').map(Number);
  if (confidence < MIN_CONFIDENCE || minutes > 59 || seconds > 59) return null;
  return { text, seconds: hours * 3600 + minutes * 60 + seconds, confidence };
}
