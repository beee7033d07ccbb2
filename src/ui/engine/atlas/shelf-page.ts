/** A place on a page, pixels. */
export interface Slot {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

interface Span {
  readonly at: number;
  readonly size: number;
  readonly isTaken: boolean;
}

interface Shelf {
  readonly y: number;
  readonly h: number;
  readonly line: Line;
}

/** Heights of shelves are multiples of this. Smaller: a shelf for each size of text; larger: room above each is wasted. */
const STEP = 8;
/** How much higher than a picture its shelf may be while there is room for another shelf. */
const SLACK = 1.25;

/** Pieces of a line, in order and without gaps; two free ones never stand side by side. */
class Line {
  private spans: Span[];

  constructor(size: number) {
    this.spans = [{ at: 0, size, isTaken: false }];
  }

  get isEmpty(): boolean {
    return this.spans.length === 1 && this.find(0) === 0;
  }

  /** Index of the first free piece that is long enough, or -1. */
  find(size: number): number {
    return this.spans.findIndex((span) => !span.isTaken && span.size >= size);
  }

  /** Where a piece of this length begins, or -1. */
  take(size: number): number {
    const index = this.find(size);
    const span = this.spans[index];
    if (span === undefined) return -1;
    const rest = { at: span.at + size, size: span.size - size, isTaken: false };
    this.spans.splice(index, 1, { at: span.at, size, isTaken: true }, ...(rest.size > 0 ? [rest] : []));
    return span.at;
  }

  giveBack(at: number): void {
    const joined: Span[] = [];
    for (const span of this.spans) {
      const isTaken = span.isTaken && span.at !== at;
      const last = joined[joined.length - 1];
      if (isTaken || last === undefined || last.isTaken) joined.push({ ...span, isTaken });
      else joined[joined.length - 1] = { ...last, size: last.size + span.size };
    }
    this.spans = joined;
  }
}

/** Rectangles on a page, on shelves: what is about as high stands side by side. An emptied shelf makes room for others. */
export class ShelfPage {
  private readonly width: number;
  private readonly heights: Line;
  private readonly shelves: Shelf[] = [];

  /** Pixels. */
  constructor(width: number, height: number) {
    this.width = width;
    this.heights = new Line(height);
  }

  /** Takes a place of this size; `null`: there is none. */
  take(w: number, h: number): Slot | null {
    if (w > this.width) return null;
    const shelf = this.lowest(w, h, h * SLACK + STEP) ?? this.open(h) ?? this.lowest(w, h, Infinity);
    return shelf === null ? null : { x: shelf.line.take(w), y: shelf.y, w, h };
  }

  /** Gives a place back. */
  giveBack(slot: Slot): void {
    const at = this.shelves.findIndex(({ y }) => y === slot.y);
    const line = this.shelves[at]?.line;
    line?.giveBack(slot.x);
    if (line?.isEmpty !== true) return;
    this.shelves.splice(at, 1);
    this.heights.giveBack(slot.y);
  }

  /** The lowest shelf that has room. */
  private lowest(w: number, h: number, most: number): Shelf | null {
    let best: Shelf | null = null;
    for (const shelf of this.shelves) {
      if (shelf.h >= h && shelf.h <= most && (best === null || shelf.h < best.h) && shelf.line.find(w) !== -1) best = shelf;
    }
    return best;
  }

  private open(least: number): Shelf | null {
    const h = Math.ceil(least / STEP) * STEP;
    const y = this.heights.take(h);
    if (y === -1) return null;
    const shelf = { y, h, line: new Line(this.width) };
    this.shelves.push(shelf);
    return shelf;
  }
}
