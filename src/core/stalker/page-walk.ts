/** What a page brought, as far as the walk has to know. `null`: it could not be had. */
export interface PageFacts {
  readonly rows: number;
  /** Rows that no page before had. */
  readonly kept: number;
  /** What the portal claims; 0 if nothing. */
  readonly totalItems: number;
  readonly pageItems: number;
}

/** How far a walk may go. */
export interface PageWalkLimits {
  /** Pages of one list at most. */
  readonly maxPages: number;
  /** Pages asked for ahead of the one whose turn it is. */
  readonly aheadPages: number;
}

/** Pages in a row without anything new that end a list: one may be a slip of the portal, two mean that it repeats itself. */
const BARREN_PAGES = 2;
/** Pages in a row that could not be had: the portal is gone. */
const LOST_PAGES = 3;

/**
 * Decides which pages of a list are asked for and when it is over. Portals claim too many items, too few or none, and some give the same
 * page again whatever number is asked for: only what came counts. Pages are handed in in order.
 */
export class PageWalk {
  /** Pages that could not be had. */
  missing = 0;
  /** The list goes on where the walk had to stop. */
  isCapped = false;
  /** Too many pages in a row could not be had. */
  isBroken = false;
  private isEnded = false;
  private asked = 0;
  private done = 0;
  private last = 1;
  private isOpenEnded = false;
  private perPage = 0;
  private barren = 0;
  private lost = 0;
  private total = 0;

  constructor(private readonly limits: PageWalkLimits) {}

  /** Whether nothing is to be asked for any more. */
  get isOver(): boolean {
    return this.isEnded;
  }

  /** Items to be expected in all; 0 if nobody knows. */
  get expectedItems(): number {
    return Math.min(this.total, this.perPage > 0 ? this.perPage * this.limits.maxPages : this.total);
  }

  /** Items that lie beyond where the walk stopped, as far as the portal tells; 0 if it went to the end. */
  get beyondItems(): number {
    return this.isCapped ? Math.max(0, this.total - this.done * this.perPage) : 0;
  }

  /** The next page to ask for; 0 when there is none, or none yet. */
  next(): number {
    if (this.isEnded) return 0;
    const page = this.asked + 1;
    const farthest = Math.min(this.isOpenEnded ? Infinity : this.last, this.limits.maxPages, this.done === 0 ? 1 : this.done + this.limits.aheadPages);
    if (page > farthest) return 0;
    this.asked = page;
    return page;
  }

  /** Takes the next page in order; `null` when it could not be had. */
  took(facts: PageFacts | null): void {
    this.done += 1;
    if (facts === null) this.lose();
    else this.learn(facts);
    if (!this.isEnded && this.done >= this.limits.maxPages) {
      this.isCapped = this.isOpenEnded || this.total > this.done * this.perPage;
      this.isEnded = true;
    }
    if (!this.isEnded && !this.isOpenEnded && this.done >= this.last) this.isEnded = true;
  }

  private lose(): void {
    this.missing += 1;
    this.lost += 1;
    this.isBroken = this.lost >= LOST_PAGES || this.done === 1;
    this.isEnded = this.isEnded || this.isBroken;
  }

  private learn(facts: PageFacts): void {
    this.lost = 0;
    if (this.perPage === 0) this.measure(facts);
    this.barren = facts.kept === 0 ? this.barren + 1 : 0;
    const isBeyond = this.isOpenEnded || this.done >= this.last;
    if (this.barren >= BARREN_PAGES || (isBeyond && (facts.kept === 0 || facts.rows < this.perPage))) this.isEnded = true;
    // A full page where the last one was due: the list is longer than the portal said.
    else if (!this.isOpenEnded && isBeyond) this.last = this.done + 1;
  }

  private measure(facts: PageFacts): void {
    this.total = facts.totalItems;
    // Some name a size and send another.
    const isSmaller = facts.rows < facts.pageItems && facts.rows < facts.totalItems;
    this.perPage = isSmaller ? facts.rows : Math.max(facts.rows, facts.pageItems);
    if (facts.rows === 0) this.isEnded = this.done === 1;
    else if (facts.totalItems === 0) this.isOpenEnded = true;
    else this.last = Math.max(this.done, Math.ceil(facts.totalItems / this.perPage));
  }
}
