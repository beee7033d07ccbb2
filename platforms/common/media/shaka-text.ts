import type { MediaCue } from '#ports';
import type { CueBoard } from './cue-board';
import { plainCueText } from './plain-cue-text';
import type { ShakaCue } from './shaka-api';

function textOf(cue: ShakaCue): string {
  if (cue.lineBreak) return '\n';
  return cue.nestedCues.length > 0 ? cue.nestedCues.map(textOf).join('') : cue.payload;
}

function flatten(cue: ShakaCue): MediaCue[] {
  // A container (TTML body or region) spans everything; the lines to show are its children with times of their own.
  const timed = cue.nestedCues.filter((nested) => nested.startTime !== cue.startTime || nested.endTime !== cue.endTime);
  if (timed.length > 0 && timed.length === cue.nestedCues.length) return timed.map(flatten).reduce((all, some) => all.concat(some), []);
  return [{ text: plainCueText(textOf(cue)), startMs: Math.round(cue.startTime * 1000), endMs: Math.round(cue.endTime * 1000) }];
}

/**
 * Stands where Shaka's own text painter would: hands its cues to the board, since the app draws all subtitles itself.
 * Implements shaka.extern.TextDisplayer of version 5.
 */
export class ShakaTextDisplayer {
  private readonly board: CueBoard;
  private isVisible = false;

  constructor(board: CueBoard) {
    this.board = board;
  }

  configure(): void {
    // Nothing to set: the app decides how subtitles look.
  }

  append(cues: readonly ShakaCue[]): void {
    for (const cue of cues) this.board.add(flatten(cue));
  }

  remove(startSec: number, endSec: number): boolean {
    this.board.remove(startSec * 1000, endSec * 1000);
    return true;
  }

  destroy(): Promise<void> {
    this.board.clear();
    return Promise.resolve();
  }

  isTextVisible(): boolean {
    return this.isVisible;
  }

  setTextVisibility(isVisible: boolean): void {
    this.isVisible = isVisible;
    this.board.setVisible(isVisible);
  }

  setTextLanguage(): void {
    // The language is the track's; the board needs none.
  }

  enableTextDisplayer(): void {
    // Called by players with native text tracks; there are none here.
  }
}
