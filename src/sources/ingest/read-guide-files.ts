import { AppError, fail, ok, runInSlices } from '#core/base';
import type { CancelSignal, Result } from '#core/base';
import type { CatalogReader } from '#core/catalog';
import { decodeGuideSteps } from '#core/guide';
import { errorOf } from '#core/ingest';
import type { ClockPort, HttpResponse } from '#ports';
import { bodyLength, charsetOf, conditionHeaders, errorOfStatus, NO_VALIDATORS, validatorsOf } from '#sources/http';
import type { HttpClient } from '#sources/http';
import type { GuideFile } from '#sources/source';
import type { Ingest } from './create-ingest';
import { addressName, formatGuideMark, parseGuideMark } from './guide-mark';
import type { FedPart, IngestJobHandle } from './ingest-job-handle';
import { sayWanted } from './say-wanted';

/** Guides of one source at most; the first ones count. */
const MAX_GUIDES = 3;
const SLOW_GUIDE_MS = 30_000;

/** What to read. */
export interface GuideFilesWish {
  readonly ingest: Ingest;
  readonly client: HttpClient;
  readonly clock: Pick<ClockPort, 'nowMs' | 'monotonicMs' | 'after'>;
  /** Most trusted first. */
  readonly urls: readonly string[];
  /** Only its channels are kept. */
  readonly catalog: CatalogReader;
  readonly knownMarks: readonly string[];
  /** Channels kept beside those of the catalogue, by their ids. */
  readonly extraIds: readonly string[];
  readonly signal: CancelSignal;
  /** Two-letter languages in order of preference; absent: what a guide gives first. */
  readonly languages?: readonly string[];
}

/** One guide of the list, as far as it is known. */
interface Turn {
  readonly url: string;
  readonly knownMark: string;
  /** One before it has changed: what it left out may be wanted now. */
  readonly mustRead: boolean;
}

async function ask(turn: Turn, wish: GuideFilesWish): Promise<Result<HttpResponse, AppError>> {
  const known = turn.mustRead ? null : parseGuideMark(turn.knownMark);
  const isSame = known !== null && known.address === addressName(turn.url) && known.catalog === wish.catalog.revision;
  const headers = conditionHeaders(isSame ? known : NO_VALIDATORS);
  const answer = await wish.client.openAny({ url: turn.url, headers, signal: wish.signal, headTimeoutMs: SLOW_GUIDE_MS, mayUnpack: true });
  if (!answer.ok) return answer;
  const { status } = answer.value;
  if (status === 304 || (status >= 200 && status < 300)) return answer;
  answer.value.close();
  return fail(errorOfStatus(status, turn.url));
}

async function fileOf(fed: FedPart, url: string, response: HttpResponse, wish: GuideFilesWish, startMs: number): Promise<Result<GuideFile, AppError>> {
  const { report, problem, guide, search, broken } = fed;
  // A guide that breaks off is good as far as it goes; the next hours stand at its beginning as often as not.
  if (broken !== null && report.kept === 0) return fail(broken);
  if (guide === null) return fail(problem === null ? new AppError('source.empty') : errorOf(problem));
  const decoded = await runInSlices(wish.clock, decodeGuideSteps(guide, { isTrusted: true }));
  if (!decoded.ok) return decoded;
  const { kept, bytes, unwanted, skipped, isCut } = report;
  const validators = isCut ? NO_VALIDATORS : validatorsOf(response);
  return ok({
    kind: 'changed',
    guide: decoded.value,
    mark: formatGuideMark({ ...validators, address: addressName(url), catalog: wish.catalog.revision, bytes: fed.receivedBytes }),
    report: { programmes: kept, unwanted, bytes, elapsedMs: Math.round(wish.clock.monotonicMs() - startMs), skipped, isCut },
    guideChunks: guide,
    searchChunks: search,
  });
}

async function readOne(job: IngestJobHandle, turn: Turn, wish: GuideFilesWish): Promise<Result<GuideFile, AppError>> {
  const startMs = wish.clock.monotonicMs();
  const answer = await ask(turn, wish);
  if (!answer.ok) return answer;
  const response = answer.value;
  if (response.status === 304) {
    response.close();
    return ok({ kind: 'unchanged', mark: turn.knownMark });
  }
  const told = bodyLength(response);
  const lengthBytes = told === -1 ? (parseGuideMark(turn.knownMark)?.bytes ?? -1) : told;
  const fed = await job.feed({ what: 'guide', charset: charsetOf(response), offsetMs: 0, lengthBytes }, response);
  return fileOf(fed, turn.url, response, wish, startMs);
}

async function readAll(job: IngestJobHandle, wish: GuideFilesWish): Promise<Result<readonly GuideFile[], AppError>> {
  job.start({ kind: 'xmltv', nowMs: wish.clock.nowMs(), languages: wish.languages ?? [] });
  await sayWanted(job, wish.catalog, wish.clock, wish.extraIds);
  const files: GuideFile[] = [];
  const errors: AppError[] = [];
  for (const [index, url] of wish.urls.slice(0, MAX_GUIDES).entries()) {
    const knownMark = wish.knownMarks[index] ?? '';
    const mustRead = files.some((file) => file.kind === 'changed');
    const file = await readOne(job, { url, knownMark, mustRead }, wish);
    if (file.ok) {
      files.push(file.value);
      continue;
    }
    wish.signal.throwIfCancelled();
    errors.push(file.error);
    // What is stored at its place stays.
    files.push({ kind: 'unchanged', mark: knownMark });
  }
  const [firstError] = errors;
  return errors.length === files.length && firstError !== undefined ? fail(firstError) : ok(files);
}

/**
 * Reads XMLTV guides, packed or plain, one after the other; what one knows is not kept of the next. A guide that cannot be read leaves
 * the stored one in its place. Fails only when none could be read.
 */
export function readGuideFiles(wish: GuideFilesWish): Promise<Result<readonly GuideFile[], AppError>> {
  return wish.ingest.run({ signal: wish.signal }, (job) => readAll(job, wish));
}
