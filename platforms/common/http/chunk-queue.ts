import type { AppError } from '#core/base';

/** Chunks waiting to be read, and readers waiting for chunks; ends once, with or without an error. */
export class ChunkQueue {
  private readonly chunks: Uint8Array[] = [];
  private waiting: { resolve: (chunk: Uint8Array | null) => void; reject: (error: AppError) => void } | null = null;
  private end: { readonly error: AppError | null } | null = null;

  /** Adds a chunk; ignored after the end. */
  push(chunk: Uint8Array): void {
    if (this.end !== null || chunk.length === 0) return;
    const reader = this.waiting;
    this.waiting = null;
    if (reader !== null) reader.resolve(chunk);
    else this.chunks.push(chunk);
  }

  /** Ends the queue: waiting chunks are still handed out, then `null` or the error. */
  finish(error: AppError | null): void {
    if (this.end !== null) return;
    this.end = { error };
    const reader = this.waiting;
    this.waiting = null;
    if (reader === null) return;
    if (error === null) reader.resolve(null);
    else reader.reject(error);
  }

  /** Whether a reader waits now. */
  get isAwaited(): boolean {
    return this.waiting !== null;
  }

  /** The next chunk, `null` at the end. One reader at a time. */
  take(): Promise<Uint8Array | null> {
    const chunk = this.chunks.shift();
    if (chunk !== undefined) return Promise.resolve(chunk);
    const end = this.end;
    if (end !== null) return end.error === null ? Promise.resolve(null) : Promise.reject(end.error);
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
    });
  }

  /** Forgets what waits. */
  clear(): void {
    this.chunks.length = 0;
  }
}
