/** What a pool of cells is asked to do. */
export interface CellBinding<Cell> {
  /** Makes the cell of a slot when it is first needed; absent: the pool is full from the start. */
  make?(slot: number): Cell;
  /** Shows item `index` in `cell` and puts it in its place. */
  bind(cell: Cell, index: number): void;
  /** Takes a cell out of sight: no item stands in it. */
  release(cell: Cell): void;
  /** Binds now or in a later frame (`ui.frameWork.build`); absent: always now. */
  later?(work: () => void): void;
}

/**
 * Which cell of a fixed pool shows which item of a list of any length. Items keep their cell while they stay in the
 * window, so a scroll binds only what came in. A step allocates nothing but what waits for a later frame.
 */
export class CellWindow<Cell> {
  private readonly cells: Array<Cell | undefined>;
  private readonly size: number;
  private readonly binding: CellBinding<Cell>;
  private readonly bound: number[] = [];
  /** Bound to an item of which something has changed since. */
  private readonly isStale: boolean[] = [];
  /** Which call of `show` is being carried out. */
  private turn = 0;
  private from = 0;
  private to = -1;

  /** `size`: as many cells as the window is ever wide. `cells` are those there are already; what is made is put there. */
  constructor(cells: Array<Cell | undefined>, binding: CellBinding<Cell>, size = cells.length) {
    this.cells = cells;
    this.size = size;
    this.binding = binding;
    for (let slot = 0; slot < size; slot += 1) {
      this.bound.push(-1);
      this.isStale.push(false);
    }
  }

  /**
   * Shows the items `from` to `to`, both included: `cursor` at once (-1: none), the others now or, where the frame has no time left, in the next ones.
   * `isFresh`: binds also what is already shown (the items changed).
   */
  show(from: number, to: number, isFresh = false, cursor = from): void {
    this.turn += 1;
    this.from = Math.max(0, from);
    this.to = to;
    for (let slot = 0; slot < this.size; slot += 1) {
      const index = this.bound[slot] ?? -1;
      const cell = this.cells[slot];
      if (index === -1 || cell === undefined) continue;
      if (isFresh) this.isStale[slot] = true;
      if (index >= from && index <= to) continue;
      this.bound[slot] = -1;
      this.binding.release(cell);
    }
    if (cursor >= this.from && cursor <= to) this.bind(cursor);
    this.fill(this.turn, this.from, to);
  }

  /** The cell of an item that is needed now, without waiting for a later frame; `null` outside the window. */
  ensure(index: number): Cell | null {
    if (index >= this.from && index <= this.to) this.bind(index);
    return this.cellOf(index);
  }

  /** The cell that shows an item; `null` when it is outside the window, or waits for a later frame. */
  cellOf(index: number): Cell | null {
    if (index < 0) return null;
    const slot = index % this.size;
    return this.bound[slot] === index ? (this.cells[slot] ?? null) : null;
  }

  /** The item a cell shows; -1: none. */
  indexOf(cell: unknown): number {
    return this.bound[this.cells.findIndex((each) => each === cell)] ?? -1;
  }

  /** Binds what is missing from `from` on. */
  private fill(turn: number, from: number, to: number): void {
    const { later } = this.binding;
    let index = from;
    while (index <= to && (later === undefined || this.isShown(index))) {
      this.bind(index);
      index += 1;
    }
    if (index > to) return;
    later?.(() => {
      // Another window has been asked for since.
      if (turn !== this.turn) return;
      this.bind(index);
      this.fill(turn, index + 1, to);
    });
  }

  private isShown(index: number): boolean {
    const slot = index % this.size;
    return this.bound[slot] === index && this.isStale[slot] !== true;
  }

  private bind(index: number): void {
    const slot = index % this.size;
    if (this.isShown(index)) return;
    const cell = this.cells[slot] ?? this.binding.make?.(slot);
    if (cell === undefined) return;
    this.cells[slot] = cell;
    this.bound[slot] = index;
    this.isStale[slot] = false;
    this.binding.bind(cell, index);
  }
}
