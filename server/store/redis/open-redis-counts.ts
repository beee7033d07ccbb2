import { connectRedis } from './connect-redis';

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

/** Connects as {@link connectRedis} does. */
export async function openRedisCounts(url: string, prefix = 'hearth:'): Promise<RedisCounts> {
  const redis = await connectRedis(url, COMMAND_TIMEOUT_MS);
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
