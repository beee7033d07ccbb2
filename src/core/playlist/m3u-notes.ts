import type { M3uLineKind, M3uNote, M3uNoteReason } from './m3u-contract';

/** Remarks kept one by one; all are counted. A list of free text must not fill the memory. */
const MAX_NOTES = 200;

/** Keeps account of every line. */
export class M3uNotes {
  readonly counts: Record<M3uNoteReason, number> = {
    'free-text': 0, 'no-address': 0, 'unreadable-address': 0, 'too-long': 0, 'unknown-directive': 0, 'unreadable-directive': 0,
  };
  readonly lineKinds: Record<M3uLineKind, number> = { address: 0, info: 0, header: 0, directive: 0, comment: 0, blank: 0, skipped: 0 };
  private readonly kept: M3uNote[] = [];
  /** The highest line kept, once all places are taken. */
  private last = 0;

  /** A line that is left out. */
  skip(line: number, reason: M3uNoteReason): void {
    this.lineKinds.skipped += 1;
    this.remark(line, reason);
  }

  /** A remark about a line that is counted elsewhere. */
  remark(line: number, reason: M3uNoteReason): void {
    this.counts[reason] += 1;
    const { kept } = this;
    // A line may be judged after later ones were: the first 200 are those with the lowest numbers, whatever the order.
    if (kept.length < MAX_NOTES) {
      kept.push({ line, reason });
      this.last = Math.max(this.last, line);
    } else if (line < this.last) {
      this.putBefore(line, reason);
    }
  }

  /** The remarks in order of their lines. */
  sorted(): readonly M3uNote[] {
    return this.kept.slice().sort((a, b) => a.line - b.line);
  }

  private putBefore(line: number, reason: M3uNoteReason): void {
    const sorted = this.kept.sort((a, b) => a.line - b.line);
    sorted[MAX_NOTES - 1] = { line, reason };
    this.last = sorted.reduce((highest, note) => Math.max(highest, note.line), 0);
  }
}
