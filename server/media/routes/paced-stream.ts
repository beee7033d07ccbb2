import { Readable } from 'node:stream';

/** An endless or ending series of one-second chunks. */
export interface PacedOptions {
  /** First second to send. */
  readonly start: number;
  /** Exclusive; `Infinity` for an endless stream. */
  readonly end: number;
  nowMs(): number;
  /** The bytes of a second. */
  chunk(second: number): Uint8Array;
}

const SECOND_MS = 1000;

/** Seconds put out at once while catching up, so that other requests get their turn. */
const BURST = 8;

/**
 * Sends each second once it has passed on the wall clock: what lies in the past goes out as fast as it is read (that is the
 * initial burst), the rest at its own pace. Ends its timer when destroyed.
 */
export class PacedStream extends Readable {
  private next: number;
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly options: PacedOptions) {
    super({ highWaterMark: 256 * 1024 });
    this.next = options.start;
  }

  override _read(): void {
    if (this.timer !== null) return;
    for (let count = 0; count < BURST; count += 1) {
      if (this.next >= this.options.end) {
        this.push(null);
        return;
      }
      const waitMs = (this.next + 1) * SECOND_MS - this.options.nowMs();
      if (waitMs > 0) {
        this.later(waitMs);
        return;
      }
      const bytes = this.options.chunk(this.next);
      this.next += 1;
      if (!this.push(bytes)) return;
    }
    this.later(0);
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    callback(error);
  }

  private later(waitMs: number): void {
    this.timer = setTimeout(() => {
      this.timer = null;
      try {
        this._read();
      } catch (error) {
        this.destroy(error instanceof Error ? error : new Error(String(error)));
      }
    }, Math.min(waitMs, SECOND_MS));
  }
}
