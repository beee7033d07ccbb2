import type { LeasesStore } from '../leases';
import { connectRedis } from './connect-redis';
import { RedisLeasesStore } from './redis-leases-store';

/** Longest wait for an answer. A stream that cannot be counted in this time is let in uncounted. */
const COMMAND_TIMEOUT_MS = 2000;

/** Leases in a Redis, and how to leave it. */
export interface RedisLeases {
  readonly leases: LeasesStore;
  close(): Promise<void>;
}

/** Connects as {@link connectRedis} does. */
export async function openRedisLeases(url: string, prefix = 'hearth:'): Promise<RedisLeases> {
  const redis = await connectRedis(url, COMMAND_TIMEOUT_MS);
  return {
    leases: new RedisLeasesStore(redis, prefix),
    close: async () => {
      redis.disconnect();
    },
  };
}
