import type { Disposer } from '#core/base';

/** Counts who keeps the screen saver away, and calls `apply` when the first comes and the last goes. */
export class NestedInhibition {
  private holders = 0;
  private readonly apply: (isInhibited: boolean) => void;

  constructor(apply: (isInhibited: boolean) => void) {
    this.apply = apply;
  }

  /** Whether anybody holds it now. */
  get isHeld(): boolean {
    return this.holders > 0;
  }

  /** Holds until the disposer runs. */
  hold(): Disposer {
    this.holders += 1;
    if (this.holders === 1) this.apply(true);
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      this.holders -= 1;
      if (this.holders === 0) this.apply(false);
    };
  }

  /** Says the present state again: sets forget it while the app is hidden. */
  repeat(): void {
    if (this.holders > 0) this.apply(true);
  }
}
