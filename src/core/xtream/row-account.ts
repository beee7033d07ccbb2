/** Why a row is not in the catalogue, or what is odd about the list around it. */
export type XtreamRowReason =
  /** An object without an id. Left out. */
  | 'no-id'
  /** A number, a text or null in the place of a row. Left out. */
  | 'no-object'
  /** The catalogue of this kind holds no more. Left out. */
  | 'no-room'
  /** A row of a kind nobody can place (`panel_api.php`). Left out. */
  | 'no-kind';

/** A remark about one row, counted from 1 in the order of the answer. */
export interface XtreamRowNote {
  readonly row: number;
  readonly reason: XtreamRowReason;
}

/** Remarks kept one by one; all are counted. */
const MAX_NOTES = 200;

/** Keeps account of every row of an answer. */
export class RowAccount {
  kept = 0;
  /** Rows and what stands in their place. */
  seen = 0;
  readonly counts: Record<XtreamRowReason, number> = { 'no-id': 0, 'no-object': 0, 'no-room': 0, 'no-kind': 0 };
  readonly notes: XtreamRowNote[] = [];

  /** Takes note of what became of the next row. */
  add(fate: 'kept' | XtreamRowReason): void {
    this.seen += 1;
    if (fate === 'kept') {
      this.kept += 1;
      return;
    }
    this.counts[fate] += 1;
    if (this.notes.length < MAX_NOTES) this.notes.push({ row: this.seen, reason: fate });
  }
}
