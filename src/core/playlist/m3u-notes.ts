import type { M3uNote, M3uNoteReason } from './m3u-contract';

/** Remarks kept one by one; all are counted. A list of free text must not fill the memory. */
const MAX_NOTES = 200;

/** Collects remarks about lines. */
export class M3uNotes {
  readonly counts: Record<M3uNoteReason, number> = { 'free-text': 0, 'no-address': 0, 'unreadable-address': 0, 'too-long': 0 };
  private readonly kept: M3uNote[] = [];

  add(line: number, reason: M3uNoteReason): void {
    this.counts[reason] += 1;
    if (this.kept.length < MAX_NOTES) this.kept.push({ line, reason });
  }

  /** The remarks in order of their lines. */
  sorted(): readonly M3uNote[] {
    return this.kept.slice().sort((a, b) => a.line - b.line);
  }
}
