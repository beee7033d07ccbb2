/** Seeded pseudo-random numbers (xorshift, 32 bit): the same seed, the same run. */
export class FuzzRandom {
  private state: number;

  constructor(seed: number) {
    this.state = (Math.imul(seed | 0, 0x9e3779b1) ^ 0x6d2b79f5) | 0 || 1;
  }

  /** An integer from 0 to `below - 1`. */
  below(below: number): number {
    let x = this.state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.state = x;
    return (x >>> 0) % below;
  }

  /** True once in `times`. */
  once(times: number): boolean {
    return this.below(times) === 0;
  }

  /** One of the items. */
  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  }

  /** `make` called `from` to `to` times, joined. */
  many(from: number, to: number, make: () => string): string {
    let text = '';
    for (let left = from + this.below(to - from + 1); left > 0; left -= 1) text += make();
    return text;
  }
}
