import { ok } from '#core/base';
import type { AppError, CancelSignal, Result } from '#core/base';
import type { Ingest } from './create-ingest';

/**
 * Has the search index of a finished catalogue (`kind` snapshot) or guide built from its chunks, for those that were not read here. The
 * chunks are copied one after the other and stay as they are. Errors: `storage.broken` for chunks that are none.
 */
export function indexSnapshot(
  ingest: Ingest,
  kind: 'snapshot' | 'guide',
  chunks: readonly Uint8Array[],
  signal: CancelSignal,
): Promise<Result<readonly Uint8Array[], AppError>> {
  return ingest.run({ signal }, async (job) => {
    job.start({ kind: kind === 'snapshot' ? 'search-index' : 'programme-index' });
    for (const chunk of chunks) await job.giveChunk(chunk);
    return ok((await job.end()).search);
  });
}
