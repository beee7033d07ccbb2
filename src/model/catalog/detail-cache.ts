import type { AppError, ItemKey, Result } from '#core/base';

/** Details kept; a series with many episodes is some 100 KB. */
const MAX_DETAILS = 60;

/** Keeps the last details asked for; calls for the same title share one request; failures are not kept. */
export class DetailCache<T> {
  private readonly known = new Map<ItemKey, T>();
  private readonly running = new Map<ItemKey, Promise<Result<T, AppError>>>();

  /** What is known of a title, or what `load` brings. */
  async get(key: ItemKey, load: () => Promise<Result<T, AppError>>): Promise<Result<T, AppError>> {
    const known = this.known.get(key);
    if (known !== undefined) {
      this.keep(key, known);
      return { ok: true, value: known };
    }
    const running = this.running.get(key);
    if (running !== undefined) return running;
    const request = load();
    this.running.set(key, request);
    const answer = await request;
    this.running.delete(key);
    if (answer.ok) this.keep(key, answer.value);
    return answer;
  }

  /** Forgets a title: it is asked for again. */
  forget(key: ItemKey): void {
    this.known.delete(key);
  }

  /** Forgets everything; after a refresh details may be others. */
  clear(): void {
    this.known.clear();
  }

  private keep(key: ItemKey, value: T): void {
    this.known.delete(key);
    this.known.set(key, value);
    for (const oldest of this.known.keys()) {
      if (this.known.size <= MAX_DETAILS) break;
      this.known.delete(oldest);
    }
  }
}
