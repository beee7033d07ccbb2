import type { SharedMemory } from '../shared-memory';
import { connectRedis } from './connect-redis';
import { RedisMemory } from './redis-memory';

/** Longest wait for an answer; what cannot be counted together is counted by each node. */
const COMMAND_TIMEOUT_MS = 1000;

/** So many more, and the window with the first. */
const ADD = `
local count = redis.call('INCRBY', KEYS[1], ARGV[2])
if redis.call('PTTL', KEYS[1]) < 0 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
return count`;

/** What nodes count and remember together in a Redis, and how to leave it. */
export interface RedisShared {
  readonly counts: {
    add(key: string, windowMs: number, by?: number): Promise<number>;
    clear(key: string): Promise<void>;
  };
  readonly memory: SharedMemory;
  close(): Promise<void>;
}

/** Connects as {@link connectRedis} does. */
export async function openRedisShared(url: string, prefix = 'hearth:'): Promise<RedisShared> {
  const redis = await connectRedis(url, COMMAND_TIMEOUT_MS);
  // One that listens can ask nothing.
  const listener = redis.duplicate();
  listener.on('error', () => undefined);
  const memory = new RedisMemory(redis, listener, prefix);
  const close = async (): Promise<void> => {
    redis.disconnect();
    listener.disconnect();
  };
  try {
    await memory.listen();
  } catch (error) {
    await close();
    throw error;
  }
  return {
    counts: {
      add: async (key, windowMs, by = 1) => Number(await redis.eval(ADD, 1, `${prefix}tries:${key}`, windowMs, Math.round(by))),
      clear: async (key) => {
        await redis.del(`${prefix}tries:${key}`);
      },
    },
    memory,
    close,
  };
}
