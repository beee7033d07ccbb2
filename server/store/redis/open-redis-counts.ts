import { Redis } from 'ioredis';
import { AppError } from '#core/base';

/** Longest wait for an answer; what cannot be counted together is counted by each node. */
const COMMAND_TIMEOUT_MS = 1000;

/** One more, and the window with the first. */
const ADD = `
local count = redis.call('INCR', KEYS[1])
if count == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
return count`;

/** Counters in a Redis, and how to leave it. */
export interface RedisCounts {
  add(key: string, windowMs: number): Promise<number>;
  clear(key: string): Promise<void>;
  close(): Promise<void>;
}

/** Connects to `redis://…`. Rejects with `storage.broken` when nobody answers there; later losses are mended by themselves, and what is asked meanwhile rejects. */
export async function openRedisCounts(url: string, prefix = 'hearth:'): Promise<RedisCounts> {
  const redis = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 1, commandTimeout: COMMAND_TIMEOUT_MS, connectTimeout: 2 * COMMAND_TIMEOUT_MS });
  // Told with every command that fails; a listener keeps the process alive.
  redis.on('error', () => undefined);
  try {
    await redis.connect();
  } catch (error) {
    redis.disconnect();
    throw new AppError('storage.broken', { message: `HEARTH_REDIS_URL: ${error instanceof Error ? error.message : 'no answer'}`, cause: error });
  }
  return {
    add: async (key, windowMs) => Number(await redis.eval(ADD, 1, `${prefix}tries:${key}`, windowMs)),
    clear: async (key) => {
      await redis.del(`${prefix}tries:${key}`);
    },
    close: async () => {
      redis.disconnect();
    },
  };
}
