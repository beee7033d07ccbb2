import { runInSlices } from '#core/base';
import type { AppError, Result } from '#core/base';
import { decodeSnapshotSteps } from '#core/catalog';
import type { ColumnarCatalog } from '#core/catalog';
import type { ClockPort } from '#ports';

/** The catalogue in chunks our own program has just made: not checked again, and laid out in slices. */
export function decodeCatalog(
  clock: Pick<ClockPort, 'monotonicMs' | 'after'>,
  chunks: readonly Uint8Array[],
): Promise<Result<ColumnarCatalog, AppError>> {
  return runInSlices(clock, decodeSnapshotSteps(chunks, { isTrusted: true }));
}
