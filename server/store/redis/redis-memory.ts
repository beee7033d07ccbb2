import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import { AppError } from '#core/base';
import { Topics } from '../memory';
import type { MemoryChange, SharedMemory, TopicWatch } from '../shared-memory';
import { withRedisErrors } from './with-redis-errors';

/** Rounds of a change before it gives up: each means that another was faster. */
const MOST_ROUNDS = 200;

/** Writes what shall be if nobody wrote since it was read; else answers what is there now. What was read is named by its hash: it may be long. */
const CHANGE = `
local now = redis.call('GET', KEYS[1])
local hash = now and redis.sha1hex(now) or ''
if hash ~= ARGV[1] then return {0, now} end
if ARGV[2] == '' then redis.call('DEL', KEYS[1]) else redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3]) end
return {1}`;

function hashOf(text: string | null): string {
  return text === null ? '' : createHash('sha1').update(text).digest('hex');
}

/** {@link SharedMemory} in a Redis: keys that run out, and one channel in which every node hears of topics. */
export class RedisMemory implements SharedMemory {
  private readonly topics = new Topics();
  private readonly channel: string;

  /** `prefix` begins every key. `listener` is a connection of its own, since one that listens can ask nothing. */
  constructor(private readonly redis: Redis, private readonly listener: Redis, private readonly prefix: string) {
    this.channel = `${prefix}told`;
  }

  /** Begins to hear of topics. */
  async listen(): Promise<void> {
    this.listener.on('message', (_channel: string, topic: string) => { this.topics.tell(topic); });
    await withRedisErrors(() => this.listener.subscribe(this.channel));
  }

  get(key: string): Promise<string | null> {
    return withRedisErrors(() => this.redis.get(this.keyOf(key)));
  }

  async put(key: string, text: string, lifeMs: number): Promise<void> {
    await withRedisErrors(() => this.redis.set(this.keyOf(key), text, 'PX', Math.ceil(lifeMs)));
  }

  async change<T>(key: string, lifeMs: number, change: (before: string | null) => MemoryChange<T>): Promise<T> {
    let before = await this.get(key);
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const { after, answer } = change(before);
      const [isWritten, now] = (await withRedisErrors(() => this.redis.eval(CHANGE, 1, this.keyOf(key), hashOf(before), after ?? '', Math.ceil(lifeMs)))) as [number, string?];
      if (isWritten === 1) return answer;
      before = now ?? null;
    }
    throw new AppError('storage.broken', { message: 'too many change the same at once' });
  }

  async keep(key: string, lifeMs: number): Promise<boolean> {
    return (await withRedisErrors(() => this.redis.pexpire(this.keyOf(key), Math.ceil(lifeMs)))) === 1;
  }

  async forget(...keys: readonly string[]): Promise<void> {
    if (keys.length > 0) await withRedisErrors(() => this.redis.del(...keys.map((key) => this.keyOf(key))));
  }

  watch(topic: string): TopicWatch {
    return this.topics.watch(topic);
  }

  async tell(topic: string): Promise<void> {
    await withRedisErrors(() => this.redis.publish(this.channel, topic));
  }

  endWaits(): void {
    this.topics.end();
  }

  private keyOf(key: string): string {
    return `${this.prefix}memory:${key}`;
  }
}
