import { AppError, fail, ok, runInSlices, SECOND_MS } from '#core/base';
import type { Result } from '#core/base';
import { checkSearchIndexSteps, SEARCH_INDEX_VERSION } from '#core/search';
import type { SearchIndexRequest } from '#sources/source';
import { readFrame } from './read-frame';
import type { PlatformCatalogDeps } from './refresh-platform-catalog';

/** A platform that makes the index first takes a second or two for 200,000 titles. */
const HEAD_TIMEOUT_MS = 15 * SECOND_MS;

/** The snapshot's tag in its mark, which may say besides that it came packed. */
function tagOf(mark: string): string | null {
  return /^(?:W\/)?"([\w-]+)(?:\.gz)?"$/.exec(mark)?.[1] ?? null;
}

/**
 * Fetches the finished search index of the snapshot with a mark, and makes sure that it is whole and of that very catalogue. Fails with
 * `http.not-found` where the platform has none, `storage.broken` for one of another catalogue or version.
 */
export async function fetchSearchIndex(
  { api, clock }: Pick<PlatformCatalogDeps, 'api' | 'clock'>,
  { mark, revision, signal }: SearchIndexRequest,
): Promise<Result<readonly Uint8Array[], AppError>> {
  const tag = tagOf(mark);
  if (tag === null) return fail(new AppError('http.not-found', { message: 'not a snapshot' }));
  const response = await api.open({
    path: `/catalog/search-index?of=${tag}&format=${String(SEARCH_INDEX_VERSION)}`,
    headers: { accept: '*/*' },
    signal,
    headTimeoutMs: HEAD_TIMEOUT_MS,
  });
  if (!response.ok) return response;
  const frame = await readFrame(response.value, signal, () => undefined);
  if (!frame.ok) return frame;
  try {
    const checked = await runInSlices(clock, checkSearchIndexSteps(frame.value.chunks, revision), signal);
    return checked.ok ? ok(frame.value.chunks) : checked;
  } catch (error) {
    return fail(error instanceof AppError ? error : new AppError('storage.broken', { cause: error }));
  }
}
