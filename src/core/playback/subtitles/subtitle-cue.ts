import type { VttCue } from '../cues';

/** How a line is set. `color`: `0xrrggbb`, or `null` for the viewer's; `ground`, what lies behind it: `0xaarrggbb`, or `null` for the viewer's. */
export interface CueLook {
  readonly isBold: boolean;
  readonly isItalic: boolean;
  readonly isUnderlined: boolean;
  readonly color: number | null;
  readonly ground: number | null;
  /** Times the size the viewer chose. */
  readonly size: number;
  /** What the file wants around its letters; `null` leaves it to the viewer. */
  readonly edge: 'none' | 'shadow' | 'outline' | null;
}

/** A line of a cue with the look of most of its letters. */
export interface CueLine {
  readonly text: string;
  readonly look: CueLook;
}

/** Where a file wants a cue. Fractions of the picture, 0..1, from the top and from the left whatever the language. */
export interface CuePlace {
  /** `null`: where subtitles stand by themselves. */
  readonly line: number | null;
  /** Which edge of the block stands at `line`. */
  readonly lineEdge: 'start' | 'center' | 'end';
  readonly position: number;
  /** Which edge of the block stands at `position`: left, middle, right. */
  readonly positionEdge: 'start' | 'center' | 'end';
  /**
   * Written from top to bottom, columns growing to the left (`rl`) or to the right. `line` counts columns' places from the edge they begin at, `position`
   * from the top. Absent: written in rows.
   */
  readonly vertical?: 'rl' | 'lr';
}

/** Words as a picture, and where it stands: shares of the picture, from the top and the left. */
export interface CuePicture {
  /** A `data:` address. */
  readonly url: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A cue of a subtitle file, ready to draw. `text` is that of `lines`, divided by `\n`; `place` is `null` where the file has no wish. */
export interface SubtitleCue extends VttCue {
  /** Instead of lines. */
  readonly picture?: CuePicture;
  readonly lines: readonly CueLine[];
  readonly place: CuePlace | null;
}

/** No bold, no slant, no line, the viewer's colour. */
export const PLAIN_LOOK: CueLook = Object.freeze({ isBold: false, isItalic: false, isUnderlined: false, color: null, ground: null, size: 1, edge: null });

/** A stretch of text in one look; may hold line breaks. */
export interface CueRun {
  readonly text: string;
  readonly look: CueLook;
}

/** Puts runs together to lines: white space at both ends goes, empty lines go, each line takes the look of most of its letters. */
export function linesOfRuns(runs: readonly CueRun[]): readonly CueLine[] {
  const lines: CueLine[] = [];
  let parts: CueRun[] = [];
  const finish = (): void => {
    const text = parts.map((part) => part.text).join('').trim();
    const most = parts.reduce<CueRun | null>((best, part) => (best === null || part.text.trim().length > best.text.trim().length ? part : best), null);
    if (text !== '') lines.push({ text, look: most?.look ?? PLAIN_LOOK });
    parts = [];
  };
  for (const { text, look } of runs) {
    text.split('\n').forEach((piece, index) => {
      if (index > 0) finish();
      if (piece !== '') parts.push({ text: piece, look });
    });
  }
  finish();
  return lines;
}

/** A cue of lines; `null` when there is nothing to read or no time to read it in. */
export function cueOf(startMs: number, endMs: number, lines: readonly CueLine[], place: CuePlace | null): SubtitleCue | null {
  if (!(startMs >= 0) || !(endMs > startMs) || lines.length === 0) return null;
  return { startMs, endMs, text: lines.map((line) => line.text).join('\n'), lines, place };
}
