import { AppError, MINUTE_MS } from '#core/base';
import type { SharedMemory } from '#server/store';

/** A message with its number. */
export interface Numbered {
  readonly number: number;
  readonly body: unknown;
}

/** Letters that wait at most. Fewer: a set that is busy for a second loses keys; more: a phone nobody reads fills memory. */
const MOST_LETTERS = 100;
const MOST_BYTES = 512 * 1024;
/** Kept so long after the last letter or look: longer than any side may be silent, so that numbers go on. */
const LIFE_MS = 30 * MINUTE_MS;

interface Box {
  readonly next: number;
  readonly letters: readonly Numbered[];
}

function boxOf(text: string | null): Box {
  // Written here alone.
  return text === null ? { next: 1, letters: [] } : (JSON.parse(text) as Box);
}

/**
 * Messages in one direction, in the nodes' shared memory, kept until they are acknowledged. One reader: a second wait ends the first. Nothing of
 * a letter is looked at or logged.
 */
export class Mailbox {
  private readonly key: string;

  constructor(private readonly memory: SharedMemory, name: string) {
    this.key = `letters ${name}`;
  }

  /** Puts messages in, all or none; throws `http.rate-limited` when nobody fetches what is there. */
  async put(...bodies: readonly unknown[]): Promise<void> {
    if (bodies.length === 0) return;
    await this.memory.change(this.key, LIFE_MS, (before) => {
      const { next, letters } = boxOf(before);
      const all = letters.concat(bodies.map((body, at) => ({ number: next + at, body })));
      const after = JSON.stringify({ next: next + bodies.length, letters: all });
      if (all.length > MOST_LETTERS || after.length > MOST_BYTES) throw new AppError('http.rate-limited', { message: 'Nobody fetches the messages.' });
      return { after, answer: null };
    });
    await this.memory.tell(this.key);
  }

  /** What came after message `after`; that one and those before it are forgotten. Without any it waits up to `waitMs`. */
  async take(after: number, waitMs: number): Promise<readonly Numbered[]> {
    const watch = this.memory.watch(this.key);
    try {
      const letters = await this.memory.change(this.key, LIFE_MS, (before) => {
        const { next, letters: there } = boxOf(before);
        const left = there.filter(({ number }) => number > after);
        return { after: JSON.stringify({ next, letters: left }), answer: left };
      });
      if (letters.length > 0 || waitMs === 0) return letters;
      await watch.wait(waitMs);
      return boxOf(await this.memory.get(this.key)).letters.filter(({ number }) => number > after);
    } finally {
      watch.end();
    }
  }

  /** Forgets everything and answers whoever waits. */
  async close(): Promise<void> {
    await this.memory.forget(this.key);
    await this.memory.tell(this.key);
  }
}
