import { MINUTE_MS } from '#core/base';
import type { MemoryChange, SharedMemory, TopicWatch } from '../shared-memory';
import { Topics } from './topics';

/** How often what has run out is looked for. */
const SWEEP_MS = MINUTE_MS;

interface Remembered {
  readonly text: string;
  readonly untilMs: number;
}

/** {@link SharedMemory} of a node alone: it ends with the process. */
export class NodeMemory implements SharedMemory {
  private readonly remembered = new Map<string, Remembered>();
  private readonly topics = new Topics();
  private sweptAtMs = 0;

  constructor(private readonly nowMs: () => number) {}

  async get(key: string): Promise<string | null> {
    return this.read(key);
  }

  async put(key: string, text: string, lifeMs: number): Promise<void> {
    this.sweep();
    this.write(key, text, lifeMs);
  }

  async change<T>(key: string, lifeMs: number, change: (before: string | null) => MemoryChange<T>): Promise<T> {
    this.sweep();
    const { after, answer } = change(this.read(key));
    if (after === null) this.remembered.delete(key);
    else this.write(key, after, lifeMs);
    return answer;
  }

  async keep(key: string, lifeMs: number): Promise<boolean> {
    const text = this.read(key);
    if (text === null) return false;
    this.write(key, text, lifeMs);
    return true;
  }

  async forget(...keys: readonly string[]): Promise<void> {
    for (const key of keys) this.remembered.delete(key);
  }

  watch(topic: string): TopicWatch {
    return this.topics.watch(topic);
  }

  async tell(topic: string): Promise<void> {
    this.topics.tell(topic);
  }

  endWaits(): void {
    this.topics.end();
  }

  private read(key: string): string | null {
    const found = this.remembered.get(key);
    return found !== undefined && found.untilMs > this.nowMs() ? found.text : null;
  }

  private write(key: string, text: string, lifeMs: number): void {
    this.remembered.set(key, { text, untilMs: this.nowMs() + lifeMs });
  }

  private sweep(): void {
    const now = this.nowMs();
    if (now - this.sweptAtMs < SWEEP_MS) return;
    this.sweptAtMs = now;
    for (const [key, { untilMs }] of this.remembered) if (untilMs <= now) this.remembered.delete(key);
  }
}
