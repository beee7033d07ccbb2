import { Redis } from 'ioredis';
import { AppError } from '#core/base';

/** Longest wait for the connection itself. */
const CONNECT_TIMEOUT_MS = 2000;

/**
 * Connects to `redis://…` (or `rediss://…`); the caller disconnects. Rejects with `storage.broken` when nobody answers there; later losses
 * of the connection are mended by themselves, and what is asked meanwhile, or is not answered within `commandTimeoutMs`, rejects.
 */
export async function connectRedis(url: string, commandTimeoutMs: number): Promise<Redis> {
  const redis = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 1, commandTimeout: commandTimeoutMs, connectTimeout: CONNECT_TIMEOUT_MS });
  // Told with every command that fails; a listener keeps the process alive.
  redis.on('error', () => undefined);
  try {
    await redis.connect();
  } catch (error) {
    redis.disconnect();
    throw new AppError('storage.broken', { message: `HEARTH_REDIS_URL: ${error instanceof Error ? error.message : 'no answer'}`, cause: error });
  }
  return redis;
}
