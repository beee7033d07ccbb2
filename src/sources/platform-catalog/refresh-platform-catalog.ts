import { AppError, fail, ok, runInSlices, SECOND_MS } from '#core/base';
import type { CancelSignal, Result, SourceId } from '#core/base';
import { decodeSnapshotSteps, SNAPSHOT_VERSION } from '#core/catalog';
import type { ColumnarCatalog } from '#core/catalog';
import { applySnapshotDeltaSteps, DELTA_FORMAT } from '#core/delta';
import type { Frame } from '#core/delta';
import type { ClockPort } from '#ports';
import type { PlatformApi } from '#sources/platform';
import type { RefreshOptions, RefreshOutcome } from '#sources/source';
import { readFrame } from './read-frame';

/** What a refresh works with. */
export interface PlatformCatalogDeps {
  readonly id: SourceId;
  readonly api: PlatformApi;
  readonly clock: Pick<ClockPort, 'monotonicMs' | 'after'>;
}

/** A platform that builds the snapshot first takes some seconds for 200,000 titles. */
const HEAD_TIMEOUT_MS = 60 * SECOND_MS;

/** A framed answer with its mark, or the word that the stored catalogue is good. */
type Fetched = { readonly kind: 'unchanged' } | { readonly kind: 'frame'; readonly frame: Frame; readonly mark: string };

async function fetchFrame(deps: PlatformCatalogDeps, options: RefreshOptions, wantsDelta: boolean): Promise<Result<Fetched, AppError>> {
  const { knownMark, signal } = options;
  const query = `format=${String(SNAPSHOT_VERSION)}${wantsDelta ? `&delta=${String(DELTA_FORMAT)}` : ''}`;
  const response = await deps.api.open({
    path: `/catalog/snapshot?${query}`,
    headers: { accept: '*/*', ...(knownMark === '' ? {} : { 'if-none-match': knownMark }) },
    signal,
    headTimeoutMs: HEAD_TIMEOUT_MS,
  });
  if (!response.ok) return response;
  if (response.value.status === 304) {
    response.value.close();
    return ok({ kind: 'unchanged' });
  }
  const mark = response.value.header('etag') ?? '';
  const frame = await readFrame(response.value, signal, (fraction) => {
    options.onProgress({ channels: 0, movies: 0, series: 0, fraction });
  });
  return frame.ok ? ok({ kind: 'frame', frame: frame.value, mark }) : frame;
}

/** The snapshot's chunks, made from the stored ones where only the difference came. */
async function chunksOf(
  frame: Frame,
  known: readonly Uint8Array[] | null,
  clock: PlatformCatalogDeps['clock'],
): Promise<Result<readonly Uint8Array[], AppError>> {
  if (frame.kind === 'whole') return ok(frame.chunks);
  if (known === null) return fail(new AppError('storage.broken', { message: 'a difference nobody asked for' }));
  return runInSlices(clock, applySnapshotDeltaSteps(known, frame.chunks));
}

async function decode(deps: PlatformCatalogDeps, chunks: readonly Uint8Array[], isChecked: boolean): Promise<Result<ColumnarCatalog, AppError>> {
  const steps = decodeSnapshotSteps(chunks, { sourceId: deps.id, addressBase: deps.api.base, isTrusted: isChecked });
  return runInSlices(deps.clock, steps);
}

/** One attempt; `storage.broken` says that what came is no snapshot this app reads. */
async function attempt(
  deps: PlatformCatalogDeps,
  options: RefreshOptions,
  known: readonly Uint8Array[] | null,
): Promise<Result<RefreshOutcome, AppError>> {
  const fetched = await fetchFrame(deps, options, known !== null);
  if (!fetched.ok) return fetched;
  if (fetched.value.kind === 'unchanged') return ok({ kind: 'unchanged' });
  const { frame, mark } = fetched.value;
  const chunks = await chunksOf(frame, known, deps.clock);
  if (!chunks.ok) return chunks;
  // Applying a difference ends with a checksum over everything.
  const snapshot = await decode(deps, chunks.value, frame.kind === 'delta');
  if (!snapshot.ok) return snapshot;
  const count = { channels: snapshot.value.count('channel'), movies: snapshot.value.count('movie'), series: snapshot.value.count('series') };
  options.onProgress({ ...count, fraction: 1 });
  if (count.channels + count.movies + count.series === 0) return fail(new AppError('source.empty'));
  return ok({ kind: 'changed', snapshot: snapshot.value, mark });
}

/** Whether the platform has no snapshots, or none of the form this app reads. */
function hasNoSnapshot(error: AppError): boolean {
  const { status } = error.facts;
  return status === 404 || status === 406 || error.code === 'storage.broken';
}

function isBroken(outcome: Result<RefreshOutcome, AppError>): boolean {
  return !outcome.ok && outcome.error.code === 'storage.broken';
}

async function fetchJson(deps: PlatformCatalogDeps, options: RefreshOptions): Promise<Result<RefreshOutcome, AppError>> {
  const { fetchJsonCatalog } = await import('#sources/platform-json');
  return fetchJsonCatalog(deps, options);
}

/** Whether nobody waits any more. */
function isOver(signal: CancelSignal): boolean {
  return signal.isCancelled;
}

/**
 * Fetches the platform's catalogue. With `knownMark` and the stored chunks the platform may answer the difference; a difference
 * that does not fit is followed by the whole, a whole that cannot be read by the JSON catalogue.
 */
export async function refreshPlatformCatalog(deps: PlatformCatalogDeps, options: RefreshOptions): Promise<Result<RefreshOutcome, AppError>> {
  const known = options.knownMark === '' || options.knownChunks === undefined ? null : await options.knownChunks();
  let outcome = await attempt(deps, options, known);
  // The stored catalogue may be damaged where nobody looked yet: the mark is not sent again, or the answer were "unchanged".
  if (known !== null && isBroken(outcome) && !isOver(options.signal)) outcome = await attempt(deps, { ...options, knownMark: '' }, null);
  if (isOver(options.signal)) return fail(new AppError('net.cancelled'));
  return outcome.ok || !hasNoSnapshot(outcome.error) ? outcome : fetchJson(deps, options);
}
