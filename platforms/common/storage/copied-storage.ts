import type { StoragePort } from '#ports';

/** Says that the store has been written by this app; not there any more: the engine has lost its database. */
const MARK = '\u0000kept';
/** Larger values are not copied: the copies share a few megabytes. */
const MAX_COPIED = 128 * 1024;

/**
 * A store with a copy of its values elsewhere. Chromium deletes all databases of an origin when it finds one of their files damaged (a set that lost power
 * while it wrote), and would take accounts and favourites with it: then the copy, which is at most a second older, takes their place.
 */
export class CopiedStorage implements StoragePort {
  private readonly waiting = new Map<string, string | null>();

  /** `later` does work when nobody waits for it. */
  constructor(
    private readonly store: StoragePort,
    private readonly copy: StoragePort,
    private readonly later: (work: () => void) => void,
  ) {}

  /** To be called before anything else: brings back what the engine lost, and tells how many values that were. Errors: those of the store. */
  async recover(): Promise<number> {
    if ((await this.store.get(MARK)) !== null) return 0;
    let recovered = 0;
    // A store that was never marked but holds values is one of an earlier version of the app.
    if ((await this.store.keys('')).length === 0) {
      for (const key of await this.copy.keys('')) {
        const value = await this.copy.get(key);
        if (value === null) continue;
        await this.store.set(key, value);
        recovered += 1;
      }
    }
    await this.store.set(MARK, '1');
    return recovered;
  }

  get(key: string): Promise<string | null> {
    return this.store.get(key);
  }

  async set(key: string, value: string): Promise<void> {
    await this.store.set(key, value);
    this.note(key, value.length > MAX_COPIED ? null : value);
  }

  async remove(key: string): Promise<void> {
    await this.store.remove(key);
    this.note(key, null);
  }

  async keys(prefix: string): Promise<readonly string[]> {
    return (await this.store.keys(prefix)).filter((key) => key !== MARK);
  }

  private note(key: string, value: string | null): void {
    const isFirst = this.waiting.size === 0;
    this.waiting.set(key, value);
    if (isFirst) this.later(() => { this.write(); });
  }

  private write(): void {
    const changes = Array.from(this.waiting);
    this.waiting.clear();
    for (const [key, value] of changes) {
      const written = value === null ? this.copy.remove(key) : this.copy.set(key, value);
      // Where the copy has no room, an old value must not come back.
      written.catch(() => this.copy.remove(key)).catch(() => undefined);
    }
  }
}
