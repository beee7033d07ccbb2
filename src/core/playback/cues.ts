/** A cue of a subtitle file, text without markup, lines divided by `\n`. */
export interface VttCue {
  readonly startMs: number;
  readonly endMs: number;
  readonly text: string;
}

/** A frame of a thumbnail track: a rectangle of a picture, or (width 0) the whole picture. */
export interface SpriteFrame {
  readonly url: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly startMs: number;
  readonly endMs: number;
}

/** The item that covers `atMs` in a list sorted by start, or `null`. Logarithmic. */
export function itemAt<T extends { readonly startMs: number; readonly endMs: number }>(items: readonly T[], atMs: number): T | null {
  let low = 0;
  let high = items.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item === undefined) return null;
    if (item.startMs > atMs) high = middle - 1;
    else if (item.endMs > atMs) return item;
    else low = middle + 1;
  }
  return null;
}

/** All cues covering `atMs`; they may overlap. Walks back at most `reach` cues. */
export function cuesAt<T extends VttCue>(cues: readonly T[], atMs: number, reach = 20): readonly T[] {
  let low = 0;
  let high = cues.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cues[middle]?.startMs ?? Infinity) <= atMs) low = middle + 1;
    else high = middle;
  }
  const found: T[] = [];
  for (let i = Math.max(0, low - reach); i < low; i += 1) {
    const cue = cues[i];
    if (cue !== undefined && cue.endMs > atMs) found.push(cue);
  }
  return found;
}
