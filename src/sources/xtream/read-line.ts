import { AppError, fail, ok } from '#core/base';
import type { Result, SourceId } from '#core/base';
import type { ListedKind } from '#core/catalog';
import { errorOf } from '#core/ingest';
import { apiUrl } from '#core/xtream';
import type { XtreamAccess, XtreamAction } from '#core/xtream';
import type { ClockPort, HttpResponse } from '#ports';
import { bodyLength, conditionHeaders, errorOfStatus, NO_VALIDATORS, validatorsOf } from '#sources/http';
import type { HttpClient, Validators } from '#sources/http';
import { changedCatalog } from '#sources/ingest';
import type { FedPart, IngestJobHandle } from '#sources/ingest';
import type { RefreshOptions, RefreshOutcome } from '#sources/source';
import { formatXtreamMark, NO_LIST_MARK, parseXtreamMark } from './xtream-mark';
import type { ListMark, XtreamMark } from './xtream-mark';

/** One list of a line and its categories. */
interface List {
  readonly kind: ListedKind;
  readonly categories: XtreamAction;
  readonly rows: XtreamAction;
}

/** The lists of a line, in the order they are fetched: what a viewer zaps first comes first. */
const LISTS: readonly List[] = [
  { kind: 'channel', categories: 'get_live_categories', rows: 'get_live_streams' },
  { kind: 'movie', categories: 'get_vod_categories', rows: 'get_vod_streams' },
  { kind: 'series', categories: 'get_series_categories', rows: 'get_series' },
];
const SLOW_LIST_MS = 30_000;

/** What reading a line needs. */
export interface LineWish {
  readonly id: SourceId;
  readonly access: XtreamAccess;
  readonly client: HttpClient;
  readonly clock: Pick<ClockPort, 'monotonicMs' | 'after'>;
  readonly job: IngestJobHandle;
  readonly options: Pick<RefreshOptions, 'signal' | 'knownMark'>;
}

/** What a line's lists gave so far. */
class Lists {
  readonly marks: Record<ListedKind, ListMark> = { channel: NO_LIST_MARK, movie: NO_LIST_MARK, series: NO_LIST_MARK };
  readonly parts: FedPart[] = [];
  firstError: AppError | null = null;

  constructor(private readonly wish: LineWish) {}

  /** Takes a list's error; answers whether the whole refresh has to end with it. */
  isEnd(error: AppError): boolean {
    // A list that breaks off must not replace a whole one; without any stored one part is better than nothing.
    if (error.code === 'net.cancelled' || (this.wish.options.knownMark !== '' && error.canRetry)) return true;
    this.firstError = this.firstError ?? error;
    return false;
  }
}

async function openRows(list: List, wish: LineWish, condition: Validators): Promise<Result<HttpResponse, AppError>> {
  const url = apiUrl(wish.access, list.rows);
  const headers = conditionHeaders(condition);
  const answer = await wish.client.openAny({ url, headers, signal: wish.options.signal, headTimeoutMs: SLOW_LIST_MS });
  if (!answer.ok) return answer;
  const { status } = answer.value;
  if (status === 304 || (status >= 200 && status < 300)) return answer;
  answer.value.close();
  return fail(errorOfStatus(status, url));
}

async function readCategories(list: List, wish: LineWish): Promise<void> {
  const { client, job, options } = wish;
  const response = await client.open({ url: apiUrl(wish.access, list.categories), signal: options.signal });
  options.signal.throwIfCancelled();
  // Rows without categories are better than no rows.
  if (response.ok) await job.feed({ what: 'categories', kind: list.kind }, response.value);
}

function errorOfPart(fed: FedPart, kind: ListedKind): AppError | null {
  if (fed.broken !== null) return fed.broken;
  if (fed.problem !== null) return errorOf(fed.problem);
  return fed.report.isCut ? new AppError('net.timeout', { message: 'list was cut', facts: { kind, rows: fed.report.kept } }) : null;
}

/** Reads one list; `same` when the panel says that it is still the known one. */
async function readList(list: List, wish: LineWish, lists: Lists, known: ListMark): Promise<Result<'read' | 'same', AppError>> {
  await readCategories(list, wish);
  const answer = await openRows(list, wish, known);
  if (!answer.ok) return answer;
  const response = answer.value;
  if (response.status === 304) {
    response.close();
    return ok('same');
  }
  const told = bodyLength(response);
  const lengthBytes = told === -1 && known.bytes > 0 ? known.bytes : told;
  const fed = await wish.job.feed({ what: 'rows', kind: list.kind, lengthBytes }, response);
  lists.parts.push(fed);
  const error = errorOfPart(fed, list.kind);
  if (error !== null) return fail(error);
  lists.marks[list.kind] = { ...validatorsOf(response), bytes: fed.receivedBytes };
  return ok('read');
}

function hasValidators({ lists }: XtreamMark): boolean {
  return LISTS.every(({ kind }) => lists[kind].etag !== '' || lists[kind].lastModified !== '');
}

/**
 * Reads the lists of a line into one catalogue. A line without any row is `source.empty`, or what its first list failed with. Unchanged
 * when the panel says so of every list, or when the content is the stored one.
 */
export async function readLine(wish: LineWish): Promise<Result<RefreshOutcome, AppError>> {
  const { id, clock, job, options } = wish;
  const known = parseXtreamMark(options.knownMark);
  const startMs = clock.monotonicMs();
  const lists = new Lists(wish);
  job.start({ kind: 'xtream', sourceId: id, knownRevision: known.revision });
  const isConditional = hasValidators(known);
  const same: List[] = [];
  const read = async (list: List, mark: ListMark): Promise<AppError | null> => {
    const answer = await readList(list, wish, lists, mark);
    if (!answer.ok) return lists.isEnd(answer.error) ? answer.error : null;
    if (answer.value === 'same') same.push(list);
    return null;
  };
  for (const list of LISTS) {
    const mark = known.lists[list.kind];
    const error = await read(list, isConditional ? mark : { ...mark, ...NO_VALIDATORS });
    if (error !== null) return fail(error);
  }
  if (same.length === LISTS.length) return ok({ kind: 'unchanged' });
  // A catalogue is made of all its lists: those that did not change are fetched after all.
  for (const list of same.splice(0, same.length)) {
    const error = await read(list, { ...known.lists[list.kind], ...NO_VALIDATORS });
    if (error !== null) return fail(error);
  }
  if (lists.parts.every((part) => part.report.kept === 0)) return fail(lists.firstError ?? new AppError('source.empty'));
  const result = await job.end();
  const mark = formatXtreamMark({ revision: result.revision, lists: lists.marks });
  return changedCatalog(clock, result, { mark, parts: lists.parts, ranIn: job.ranIn, startMs });
}
