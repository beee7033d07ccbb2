import type { MemoryChange, SharedMemory, TopicWatch } from '#server/store';
import { Sealer } from './sealer';
import type { ServerKeys } from './server-keys';

/** A {@link SharedMemory} on somebody else's machine: what is remembered there is read and made by this platform alone. */
export class SealedMemory implements SharedMemory {
  private readonly sealer: Sealer;

  constructor(private readonly memory: SharedMemory, keys: ServerKeys) {
    this.sealer = new Sealer(keys, 'memory', 'seal');
  }

  async get(key: string): Promise<string | null> {
    return this.open(key, await this.memory.get(key));
  }

  put(key: string, text: string, lifeMs: number): Promise<void> {
    return this.memory.put(key, this.sealer.seal(text, key), lifeMs);
  }

  change<T>(key: string, lifeMs: number, change: (before: string | null) => MemoryChange<T>): Promise<T> {
    return this.memory.change(key, lifeMs, (sealed) => {
      const { after, answer } = change(this.open(key, sealed));
      return { after: after === null ? null : this.sealer.seal(after, key), answer };
    });
  }

  keep(key: string, lifeMs: number): Promise<boolean> {
    return this.memory.keep(key, lifeMs);
  }

  forget(...keys: readonly string[]): Promise<void> {
    return this.memory.forget(...keys);
  }

  watch(topic: string): TopicWatch {
    return this.memory.watch(topic);
  }

  tell(topic: string): Promise<void> {
    return this.memory.tell(topic);
  }

  endWaits(): void {
    this.memory.endWaits();
  }

  /** What another secret sealed is nothing. */
  private open(key: string, sealed: string | null): string | null {
    return sealed === null ? null : this.sealer.open(sealed, key);
  }
}
