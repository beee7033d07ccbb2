/** Longest pieces compared, in codes. */
const MAX_LENGTH = 64;

/** A piece of bytes. */
export interface Piece {
  bytes: Uint8Array;
  from: number;
  to: number;
}

/**
 * Counts typing errors between two words: letters replaced, left out, added, neighbours swapped (optimal string alignment). Only a band
 * around the diagonal is computed, so that a comparison costs about ten operations per letter.
 */
export class EditDistance {
  private before = new Uint8Array(MAX_LENGTH + 2);
  private last = new Uint8Array(MAX_LENGTH + 2);
  private row = new Uint8Array(MAX_LENGTH + 2);

  /** Errors between `typed` and `word`, or `limit + 1` if there are more. `isBeginning`: `typed` may stand for a beginning of `word`. */
  between(typed: Piece, word: Piece, limit: number, isBeginning: boolean): number {
    const rows = typed.to - typed.from;
    const width = Math.min(word.to - word.from, isBeginning ? rows + limit : MAX_LENGTH);
    const tooFar = limit + 1;
    if (rows > MAX_LENGTH || width < rows - limit || (!isBeginning && width > rows + limit)) return tooFar;
    let { before, last, row } = this;
    for (let column = 0; column <= width; column += 1) last[column] = Math.min(column, tooFar);
    for (let line = 1; line <= rows; line += 1) {
      const first = Math.max(1, line - limit);
      const end = Math.min(width, line + limit);
      row[first - 1] = first === 1 ? Math.min(line, tooFar) : tooFar;
      const letter = typed.bytes[typed.from + line - 1] ?? 0;
      let least = row[first - 1] ?? tooFar;
      for (let column = first; column <= end; column += 1) {
        const other = word.bytes[word.from + column - 1] ?? 0;
        const above = column === line + limit ? tooFar : (last[column] ?? tooFar);
        let errors = Math.min((last[column - 1] ?? tooFar) + (letter === other ? 0 : 1), above + 1, (row[column - 1] ?? tooFar) + 1);
        const isSwapped =
          line > 1 && column > 1 && letter === word.bytes[word.from + column - 2] && other === typed.bytes[typed.from + line - 2];
        if (isSwapped) errors = Math.min(errors, (before[column - 2] ?? tooFar) + 1);
        row[column] = Math.min(errors, tooFar);
        least = Math.min(least, errors);
      }
      if (least > limit) return tooFar;
      [before, last, row] = [last, row, before];
    }
    this.before = before;
    this.last = last;
    this.row = row;
    if (!isBeginning) return last[width] ?? tooFar;
    let best: number = tooFar;
    for (let column = Math.max(0, rows - limit); column <= width; column += 1) best = Math.min(best, last[column] ?? tooFar);
    return best;
  }
}
