import { Redis } from 'ioredis';
import { AppError } from '#core/base';
import type { LeasesStore } from '../leases';
import { RedisLeasesStore } from './redis-leases-store';

/** Longest wait for an answer. A stream that cannot be counted in this time is let in uncounted. */
const COMMAND_TIMEOUT_MS = 2000;

/** Leases in a Redis, and how to leave it. */
export interface RedisLeases {
  readonly leases: LeasesStore;
  close(): Promise<void>;
}

/**
 * Connects to `redis://…` (or `rediss://…`). Rejects with `storage.broken` when nobody answers there; later losses of the connection are
 * mended by themselves, and what is asked meanwhile rejects.
 */
export async function openRedisLeases(url: string, prefix = 'hearth:'): Promise<RedisLeases> {
  const redis = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 1, commandTimeout: COMMAND_TIMEOUT_MS, connectTimeout: COMMAND_TIMEOUT_MS });
  // Told with every command that fails; a listener keeps the process alive.
  redis.on('error', () => undefined);
  try {
    await redis.connect();
  } catch (error) {
    redis.disconnect();
    throw new AppError('storage.broken', { message: `HEARTH_REDIS_URL: ${error instanceof Error ? error.message : 'no answer'}`, cause: error });
  }
  return {
    leases: new RedisLeasesStore(redis, prefix),
    close: async () => {
      redis.disconnect();
    },
  };
}
