import { AppError } from '../base';
import type { Steps } from '../base';
import { createCatalogBuilder } from '../catalog';
import type { ColumnarBuilder, ListedKind } from '../catalog';
import { decodeUtf8, joinBytes } from '../text';
import { addCategories, createXtreamListReader, parseCategories, parseLooseJson } from '../xtream';
import type { XtreamListReader } from '../xtream';
import { catalogResult } from './catalog-result';
import type { IngestJob, IngestPart, PartOutcome } from './ingest-contract';
import { NO_REPORT, NO_ROWS, occurred, plainOutcome } from './ingest-task';
import type { IngestTask, TaskResult, TaskRows } from './ingest-task';
import { encodeSoFar } from './long-phases';
import type { Chunks } from './long-phases';
import { isPreviewDue, NO_PREVIEW, previewBytes } from './preview-size';
import { problemOf } from './problem-of';

type XtreamJob = Extract<IngestJob, { kind: 'xtream' }>;

/** Categories are a page of text; what is longer is something else. */
const CATEGORY_BYTES = 4 * 1024 * 1024;

/** The lists of an Xtream line into one catalogue. */
export class XtreamTask implements IngestTask {
  private readonly builder: ColumnarBuilder;
  /** Bytes of the first list until the preview is due. */
  private previewLeft = NO_PREVIEW;
  private hasPreview = false;
  private reader: XtreamListReader | null = null;
  private categoryKind: ListedKind = 'channel';
  private categoryBytes: Uint8Array[] = [];
  private heldBytes = 0;

  constructor(private readonly job: XtreamJob) {
    this.builder = createCatalogBuilder({ sourceId: job.sourceId });
  }

  get rows(): TaskRows {
    const { builder } = this;
    return { ...NO_ROWS, channels: builder.count('channel'), movies: builder.count('movie'), series: builder.count('series') };
  }

  open(part: IngestPart): void {
    this.reader = null;
    this.categoryBytes = [];
    this.heldBytes = 0;
    if (part.what === 'rows') {
      this.reader = createXtreamListReader(part.kind, this.builder);
      this.previewLeft = this.hasPreview ? NO_PREVIEW : previewBytes(part.lengthBytes);
      this.hasPreview = true;
    } else if (part.what === 'categories') this.categoryKind = part.kind;
    else throw new AppError('internal.bug', { message: `a line has no part ${part.what}` });
  }

  push(piece: Uint8Array): void {
    if (this.reader !== null) {
      this.reader.push(piece);
      this.previewLeft -= piece.length;
      return;
    }
    this.heldBytes += piece.length;
    if (this.heldBytes > CATEGORY_BYTES) throw new AppError('source.malformed', { message: 'answer too long', facts: { what: 'categories' } });
    this.categoryBytes.push(piece.slice());
  }

  takePreview(): Steps<Chunks> | null {
    if (this.reader === null || this.reader.rows === 0 || !isPreviewDue(this.previewLeft)) return null;
    this.previewLeft = NO_PREVIEW;
    return encodeSoFar(this.builder.partialSteps());
  }

  *close(isBroken: boolean): Steps<PartOutcome> {
    yield;
    const { reader } = this;
    this.previewLeft = NO_PREVIEW;
    if (reader === null) return this.closeCategories(isBroken);
    // What was read before a transfer broke off is in the builder already.
    const end = reader.end();
    if (!end.ok) return { ...plainOutcome({ ...NO_REPORT, bytes: reader.bytes, isCut: isBroken }), problem: problemOf(end.error) };
    const { rows, unreadable, bytes, isCut } = end.value;
    return plainOutcome({ ...NO_REPORT, bytes, kept: rows, skipped: occurred({ unreadable }), isCut: isCut || isBroken });
  }

  *end(): Steps<TaskResult> {
    const { channels, movies, series } = this.rows;
    if (channels + movies + series === 0) throw new AppError('source.empty');
    const catalog = yield* this.builder.finishSteps();
    return yield* catalogResult(catalog, this.job.knownRevision);
  }

  private closeCategories(isBroken: boolean): PartOutcome {
    const bytes = joinBytes(this.categoryBytes);
    const report = { ...NO_REPORT, bytes: bytes.length, isCut: isBroken };
    const json = parseLooseJson(decodeUtf8(bytes, 0, bytes.length));
    if (!json.ok) return { ...plainOutcome(report), problem: problemOf(json.error) };
    const categories = parseCategories(json.value.value);
    addCategories(this.builder, this.categoryKind, categories);
    return plainOutcome({ ...report, kept: categories.length });
  }
}
