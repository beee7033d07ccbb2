import { AppError, fail } from '../base';
import type { AppError as Problem, Result, SourceId, Steps } from '../base';
import { createM3uParser, createPlaylistReader } from '../playlist';
import type { M3uParser, M3uReport, PlaylistReader, PlaylistResult } from '../playlist';
import { catalogResult } from './catalog-result';
import type { IngestHost, IngestJob, IngestPart, ListHeader, PartOutcome } from './ingest-contract';
import { NO_REPORT, NO_RESULT, NO_ROWS, occurred, plainOutcome } from './ingest-task';
import type { IngestTask, TaskResult, TaskRows } from './ingest-task';
import { encodeSoFar } from './long-phases';
import type { Chunks } from './long-phases';
import { isPreviewDue, NO_PREVIEW, previewBytes } from './preview-size';
import { problemOf } from './problem-of';

type M3uJob = Extract<IngestJob, { kind: 'm3u' }>;
type ListPart = Extract<IngestPart, { what: 'playlist' }>;
type Decoding = Pick<IngestHost, 'createDecoder'>;

/** Made when it is needed: an error that is made while the program's script runs has engines read the whole script once more for its stack. */
const notRead = (): Result<never, Problem> => fail(new AppError('source.empty'));

function optionsOf(part: ListPart, sourceId: SourceId, { createDecoder }: Decoding): Parameters<typeof createPlaylistReader>[0] {
  const { address, charset } = part;
  const charsetOption = charset === '' ? {} : { charset };
  return { sourceId, baseUrl: address, ...charsetOption, ...(createDecoder === undefined ? {} : { createDecoder }) };
}

function outcomeOf(report: Result<M3uReport, Problem>, isBroken: boolean): PartOutcome {
  if (!report.ok) return { ...plainOutcome({ ...NO_REPORT, isCut: isBroken }), problem: problemOf(report.error) };
  const { bytes, entries, counts, notes } = report.value;
  return plainOutcome({ ...NO_REPORT, bytes, kept: entries, skipped: occurred(counts), notes, isCut: isBroken });
}

function headerOf(report: M3uReport): ListHeader {
  return { name: report.header.name, guideUrls: report.header.guideUrls };
}

/** A playlist into a catalogue, and its first rows into one of their own. */
export class M3uTask implements IngestTask {
  private reader: PlaylistReader | null = null;
  /** Bytes until the preview is due. */
  private previewLeft = NO_PREVIEW;
  private result: Result<PlaylistResult, Problem> | null = null;

  constructor(
    private readonly job: M3uJob,
    private readonly decoding: Decoding,
  ) {}

  get rows(): TaskRows {
    const { reader } = this;
    if (reader === null) return NO_ROWS;
    return { channels: reader.count('channel'), movies: reader.count('movie'), series: reader.count('series'), episodes: reader.count('episode') };
  }

  open(part: IngestPart): void {
    if (part.what !== 'playlist') throw new AppError('internal.bug', { message: `a playlist has no part ${part.what}` });
    this.reader = createPlaylistReader(optionsOf(part, this.job.sourceId, this.decoding));
    this.previewLeft = previewBytes(part.lengthBytes);
  }

  push(piece: Uint8Array): void {
    this.reader?.push(piece);
    this.previewLeft -= piece.length;
  }

  takePreview(): Steps<Chunks> | null {
    const { reader } = this;
    if (reader === null || reader.entries === 0 || !isPreviewDue(this.previewLeft)) return null;
    this.previewLeft = NO_PREVIEW;
    return encodeSoFar(reader.partialSteps());
  }

  *close(isBroken: boolean): Steps<PartOutcome> {
    this.previewLeft = NO_PREVIEW;
    const result = this.reader === null ? notRead() : yield* this.reader.endSteps();
    this.result = result;
    return outcomeOf(result.ok ? { ok: true, value: result.value.report } : result, isBroken);
  }

  *end(): Steps<TaskResult> {
    const result = this.result ?? notRead();
    if (!result.ok) throw result.error;
    const { catalog, report } = result.value;
    return { ...(yield* catalogResult(catalog, this.job.knownRevision)), header: headerOf(report) };
  }
}

/** Whether bytes are a playlist at all: reads entries and keeps none. */
export class M3uProbeTask implements IngestTask {
  private parser: M3uParser | null = null;
  private report: Result<M3uReport, Problem> | null = null;

  constructor(
    private readonly job: M3uJob,
    private readonly decoding: Decoding,
  ) {}

  get rows(): TaskRows {
    return { ...NO_ROWS, channels: this.parser?.entries ?? 0 };
  }

  open(part: IngestPart): void {
    if (part.what !== 'playlist') throw new AppError('internal.bug', { message: `a playlist has no part ${part.what}` });
    this.parser = createM3uParser({ entry: () => undefined }, optionsOf(part, this.job.sourceId, this.decoding));
  }

  push(piece: Uint8Array): void {
    this.parser?.push(piece);
  }

  *close(isBroken: boolean): Steps<PartOutcome> {
    yield;
    const report = this.parser?.end() ?? notRead();
    this.report = report;
    return outcomeOf(report, isBroken);
  }

  *end(): Steps<TaskResult> {
    yield;
    const report = this.report ?? notRead();
    if (!report.ok) throw report.error;
    return { ...NO_RESULT, header: headerOf(report.value) };
  }
}
