/** What a pool of cells is asked to do. */
export interface CellBinding<Cell> {
  /** Shows item `index` in `cell` and puts it in its place. */
  bind(cell: Cell, index: number): void;
  /** Takes a cell out of sight: no item stands in it. */
  release(cell: Cell): void;
}

/**
 * Which cell of a fixed pool shows which item of a list of any length. Items keep their cell while they stay in the
 * window, so a scroll binds only what came in. A step allocates nothing.
 */
export class CellWindow<Cell> {
  private readonly cells: readonly Cell[];
  private readonly binding: CellBinding<Cell>;
  private readonly bound: number[];

  /** The pool must hold as many cells as the window is ever wide. */
  constructor(cells: readonly Cell[], binding: CellBinding<Cell>) {
    this.cells = cells;
    this.binding = binding;
    this.bound = cells.map(() => -1);
  }

  /** Shows the items `from` to `to`, both included. `isFresh`: binds also what is already shown (the items changed). */
  show(from: number, to: number, isFresh = false): void {
    const { bound, cells, binding } = this;
    for (let slot = 0; slot < cells.length; slot += 1) {
      const index = bound[slot] ?? -1;
      const cell = cells[slot];
      if (index === -1 || (index >= from && index <= to) || cell === undefined) continue;
      bound[slot] = -1;
      binding.release(cell);
    }
    for (let index = Math.max(0, from); index <= to; index += 1) {
      const slot = index % cells.length;
      const cell = cells[slot];
      if (cell === undefined || (bound[slot] === index && !isFresh)) continue;
      bound[slot] = index;
      binding.bind(cell, index);
    }
  }

  /** The cell that shows an item; `null` when it is outside the window. */
  cellOf(index: number): Cell | null {
    if (index < 0) return null;
    const slot = index % this.cells.length;
    return this.bound[slot] === index ? (this.cells[slot] ?? null) : null;
  }

  /** The item a cell shows; -1: none. */
  indexOf(cell: unknown): number {
    return this.bound[this.cells.findIndex((each) => each === cell)] ?? -1;
  }
}
