import { AppError } from '#core/base';

function redisError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  return new AppError('storage.broken', { message: error instanceof Error ? error.message : String(error), cause: error });
}

/** What `work` answers; what a Redis fails with by our name, and the text of what was asked is in none. */
export async function withRedisErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw redisError(error);
  }
}
