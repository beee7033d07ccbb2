import type { Steps } from '../base';

/** The first steps are this many times shorter than the longest: code that has just been loaded is several times slower. */
const COLD = 16;

/** Tells work in slices when to pause: often at first, while its code is cold, then after every `most` units of work. */
export class Pace {
  private stride: number;
  private left: number;

  /** `most`: units of work (bytes, rows) that take about a millisecond once the code is warm. */
  constructor(private readonly most: number) {
    this.stride = most / COLD;
    this.left = this.stride;
  }

  /** Counts work done; `true` when it is time to pause. */
  isDue(done: number): boolean {
    this.left -= done;
    if (this.left > 0) return false;
    this.stride = Math.min(this.stride * 2, this.most);
    this.left = this.stride;
    return true;
  }
}

/**
 * Does `work` over the items `0..count` in stretches with a pause behind each: short ones at first, while the code is cold, then of `most` items, which should
 * take about a millisecond.
 */
export function* inStretches(count: number, most: number, work: (from: number, to: number) => void): Steps<void> {
  let size = Math.ceil(most / COLD);
  for (let from = 0; from < count; ) {
    const to = Math.min(count, from + size);
    work(from, to);
    from = to;
    size = Math.min(most, size * 2);
    yield;
  }
}
