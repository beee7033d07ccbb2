import { AppError, fail, ok, runSteps } from '../base';
import type { Result, Steps } from '../base';
import { decodeSectionsSteps, encodeSectionsSteps } from '../text';
import type { NumberColumn, SectionFormat } from '../text';
import { LISTED_KINDS } from './catalog-data';
import type { PreviewData, PreviewPlaces } from './preview-catalog';
import type { ListedKind } from './records';
import { columnsOf, dataOf, metaOf } from './stored-data';
import type { StoredMeta } from './stored-data';

/** Raise the version together with that of the snapshots. */
const FORMAT: SectionFormat = { magic: 'HRTP', version: 2 };

interface PreviewMeta extends StoredMeta {
  /** Rows of the whole. */
  readonly totals: Readonly<Record<ListedKind, number>>;
}

/** A preview as chunks, as {@link encodeSnapshotSteps} does it. */
export function encodePreviewSteps(data: PreviewData): Steps<readonly Uint8Array[]> {
  const { part, lists } = data;
  const meta: PreviewMeta = {
    ...metaOf(part),
    totals: { channel: lists.channel.count, movie: lists.movie.count, series: lists.series.count },
  };
  const own: NumberColumn[] = [];
  for (const kind of LISTED_KINDS) own.push(lists[kind].rows, lists[kind].totals, lists[kind].places);
  return encodeSectionsSteps(FORMAT, { meta, columns: own.concat(columnsOf(part)), segments: part.store.heap.segments });
}

/** A preview as chunks. */
export function encodePreview(data: PreviewData): readonly Uint8Array[] {
  return runSteps(encodePreviewSteps(data));
}

/** As {@link decodePreview}, in slices. */
export function* decodePreviewSteps(chunks: readonly Uint8Array[]): Steps<Result<PreviewData, AppError>> {
  const read = yield* decodeSectionsSteps(FORMAT, chunks);
  if (!read.ok) return read;
  // The checksum proved that encodePreview wrote it, and the version that it wrote this shape.
  const meta = read.value.meta as PreviewMeta;
  const columns = read.value.columns.slice();
  const places = (kind: ListedKind): PreviewPlaces => {
    const [rows = NO_NUMBERS, totals = NO_NUMBERS, own = NO_NUMBERS] = columns.splice(0, 3);
    return { count: meta.totals[kind], rows, totals, places: own };
  };
  const lists = { channel: places('channel'), movie: places('movie'), series: places('series') };
  const part = dataOf(meta, { ...read.value, columns }, {});
  return part === null ? fail(new AppError('storage.broken', { facts: { what: 'torn' } })) : ok({ part, lists });
}

/** Inverse of {@link encodePreview}; fails as `decodeSnapshot` does. A few milliseconds for 6,000 rows. */
export function decodePreview(chunks: readonly Uint8Array[]): Result<PreviewData, AppError> {
  return runSteps(decodePreviewSteps(chunks));
}

const NO_NUMBERS: NumberColumn = new Uint8Array(0);
