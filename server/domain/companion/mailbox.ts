import { AppError } from '#core/base';
import { Waiter } from './waiter';

/** A message with its number. */
export interface Numbered {
  readonly number: number;
  readonly body: unknown;
}

/** Letters that wait at most. Fewer: a set that is busy for a second loses keys; more: a phone nobody reads fills memory. */
const MOST_LETTERS = 100;
const MOST_BYTES = 512 * 1024;

/**
 * Messages in one direction, in memory, kept until they are acknowledged. One reader: a second wait ends the first. Nothing of a letter is
 * looked at or logged.
 */
export class Mailbox {
  private letters: Array<Numbered & { readonly bytes: number }> = [];
  private next = 1;
  private bytes = 0;
  private readonly reader = new Waiter();
  private isClosed = false;

  /** Puts a message in; throws `http.rate-limited` when nobody fetches what is there. */
  put(body: unknown): void {
    if (this.isClosed) return;
    const bytes = JSON.stringify(body).length;
    if (this.letters.length >= MOST_LETTERS || this.bytes + bytes > MOST_BYTES) throw new AppError('http.rate-limited', { message: 'Nobody fetches the messages.' });
    this.letters.push({ number: this.next, body, bytes });
    this.next += 1;
    this.bytes += bytes;
    this.reader.wake();
  }

  /** What came after message `after`; that one and those before it are forgotten. Without any it waits up to `waitMs`. */
  async take(after: number, waitMs: number): Promise<readonly Numbered[]> {
    this.reader.wake();
    this.letters = this.letters.filter(({ number }) => number > after);
    this.bytes = this.letters.reduce((sum, letter) => sum + letter.bytes, 0);
    if (this.letters.length === 0 && waitMs > 0 && !this.isClosed) await this.reader.wait(waitMs);
    return this.letters.map(({ number, body }) => ({ number, body }));
  }

  /** Forgets everything and answers whoever waits. */
  close(): void {
    this.isClosed = true;
    this.letters = [];
    this.reader.wake();
  }
}
