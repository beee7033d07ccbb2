import { fail, ok, toAppError } from '#core/base';
import type { AppError, CancelSignal, Result } from '#core/base';
import { createUnpacker } from '#core/unpack';
import type { HttpResponse } from '#ports';

/** Takes a body as it arrives; `false` stops the transfer. */
export type ChunkTaker = (chunk: Uint8Array) => boolean;

/**
 * Feeds a body chunk by chunk, unpacking gzip files on the way. Never holds the whole. Between chunks other work gets its turn.
 * Errors: what the transfer says, `source.malformed` for a damaged gzip, `source.unsupported` for other packings,
 * `net.cancelled`.
 */
export async function feedBody(response: HttpResponse, take: ChunkTaker, signal: CancelSignal): Promise<Result<void, AppError>> {
  const state = { isStopped: false };
  const unpacker = createUnpacker((chunk) => {
    if (!state.isStopped && chunk.length > 0 && !take(chunk)) state.isStopped = true;
  });
  try {
    for (let chunk = await response.read(); chunk !== null && !state.isStopped; chunk = await response.read()) {
      signal.throwIfCancelled();
      unpacker.push(chunk);
    }
    return ok(undefined);
  } catch (error) {
    return fail(toAppError(error, 'net.unreachable'));
  } finally {
    response.close();
  }
}
