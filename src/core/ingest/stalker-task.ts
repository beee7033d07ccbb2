import { AppError } from '../base';
import type { Steps } from '../base';
import { createCatalogBuilder } from '../catalog';
import type { ColumnarBuilder } from '../catalog';
import { createPortalListReader, PortalRows } from '../stalker';
import type { PortalListReader } from '../stalker';
import { catalogResult } from './catalog-result';
import type { IngestJob, IngestPart, PartOutcome } from './ingest-contract';
import { NO_REPORT, NO_ROWS, occurred, plainOutcome } from './ingest-task';
import type { IngestTask, TaskResult, TaskRows } from './ingest-task';
import { encodeSoFar } from './long-phases';
import type { Chunks } from './long-phases';
import { problemOf } from './problem-of';

type StalkerJob = Extract<IngestJob, { kind: 'stalker' }>;
type ListPart = Extract<IngestPart, { what: 'portal-list' }>;

/** Lists and pages of a portal into one catalogue. */
export class StalkerTask implements IngestTask {
  private readonly builder: ColumnarBuilder;
  private readonly target: PortalRows;
  /** Ids of announced genres. */
  private readonly genres: string[] = [];
  private part: ListPart | null = null;
  private reader: PortalListReader | null = null;
  private isPreviewWanted = false;

  constructor(private readonly job: StalkerJob) {
    this.builder = createCatalogBuilder({ sourceId: job.sourceId });
    this.target = new PortalRows(this.builder, job.root);
  }

  get rows(): TaskRows {
    const { builder } = this;
    return { ...NO_ROWS, channels: builder.count('channel'), movies: builder.count('movie'), series: builder.count('series') };
  }

  open(part: IngestPart): void {
    if (part.what === 'portal-categories') {
      this.target.announce(part.list, part.categories);
      if (part.list === 'channel') for (const { id } of part.categories) this.genres.push(id);
    } else if (part.what === 'first-rows') this.isPreviewWanted = this.builder.count('channel') > 0;
    else if (part.what === 'portal-list') {
      this.part = part;
      // What is only counted goes into a catalogue that is let go of.
      this.reader = createPortalListReader(part.list, part.isPeek ? new PortalRows(createCatalogBuilder({ sourceId: this.job.sourceId }), '') : this.target);
    } else throw new AppError('internal.bug', { message: `a portal has no part ${part.what}` });
  }

  push(piece: Uint8Array): void {
    this.reader?.push(piece);
  }

  takePreview(): Steps<Chunks> | null {
    if (!this.isPreviewWanted) return null;
    this.isPreviewWanted = false;
    return encodeSoFar(this.builder.partialSteps());
  }

  *close(isBroken: boolean): Steps<PartOutcome> {
    yield;
    const { reader, part } = this;
    if (reader === null || part === null) throw new AppError('internal.bug', { message: 'no list to close' });
    const end = reader.end();
    const report = { ...NO_REPORT, bytes: reader.bytes, isCut: isBroken };
    if (end.kind === 'failed') return { ...plainOutcome(report), problem: problemOf(end.error) };
    if (end.kind !== 'page') return { ...plainOutcome(report), portal: end };
    const { rows, kept, skipped, totalItems, pageItems, isCut } = end.page;
    const unfilled = part.isAll ? this.genres.filter((id) => !this.target.hasRowsOf('channel', id)) : [];
    return {
      ...plainOutcome({ ...report, kept, skipped: occurred(skipped), isCut: isCut || isBroken }),
      portal: { kind: 'page', rows, totalItems, pageItems, unfilled },
    };
  }

  *end(): Steps<TaskResult> {
    const { channels, movies, series } = this.rows;
    if (channels + movies + series === 0) throw new AppError('source.empty');
    const catalog = yield* this.builder.finishSteps();
    return yield* catalogResult(catalog, this.job.knownRevision);
  }
}
