import { AppError } from '../base';
import type { Steps } from '../base';
import { createGuideBuilder, createXmltvReader } from '../guide';
import type { ColumnarGuide, ColumnarGuideBuilder, GuideBuilderOptions, GuideRepairs, WantedChannel, XmltvReader, XmltvReport } from '../guide';
import type { IngestHost, IngestJob, IngestPart, PartOutcome, PartReport } from './ingest-contract';
import { NO_REPORT, NO_RESULT, NO_ROWS, occurred, plainOutcome } from './ingest-task';
import type { IngestTask, TaskResult, TaskRows } from './ingest-task';
import { encodeGuideFile, finishGuide, indexProgrammes } from './long-phases';
import { problemOf } from './problem-of';

type XmltvJob = Extract<IngestJob, { kind: 'xmltv' }>;
type GuidePart = Extract<IngestPart, { what: 'guide' }>;

/** XMLTV guides in order of trust: what one knows is not kept of the next. */
export class XmltvTask implements IngestTask {
  readonly rows: TaskRows = NO_ROWS;
  private wanted: readonly WantedChannel[] = [];
  private builder: ColumnarGuideBuilder | null = null;
  private reader: XmltvReader | null = null;

  constructor(
    private readonly job: XmltvJob,
    private readonly decoding: Pick<IngestHost, 'createDecoder'>,
  ) {}

  open(part: IngestPart): void {
    if (part.what === 'wanted') {
      this.wanted = this.wanted.concat(part.channels);
      return;
    }
    if (part.what !== 'guide') throw new AppError('internal.bug', { message: `a guide has no part ${part.what}` });
    const { createDecoder } = this.decoding;
    this.builder = createGuideBuilder(this.optionsFor(part));
    this.reader = createXmltvReader(this.builder, {
      languages: this.job.languages,
      ...(part.charset === '' ? {} : { charset: part.charset }),
      ...(createDecoder === undefined ? {} : { createDecoder }),
    });
  }

  push(piece: Uint8Array): void {
    this.reader?.push(piece);
  }

  *close(isBroken: boolean): Steps<PartOutcome> {
    const { builder, reader } = this;
    this.builder = null;
    this.reader = null;
    if (builder === null || reader === null) return plainOutcome(NO_REPORT);
    const end = reader.end();
    if (!end.ok) return { ...plainOutcome({ ...NO_REPORT, bytes: reader.bytes, isCut: isBroken }), problem: problemOf(end.error) };
    const guide = yield* finishGuide(builder);
    const report = reportOf(end.value, builder.repairs, isBroken);
    this.wanted = stillWanted(this.wanted, guide);
    const search = yield* indexProgrammes(guide);
    return { problem: null, report, search, guide: yield* encodeGuideFile(guide) };
  }

  *end(): Steps<TaskResult> {
    yield;
    return NO_RESULT;
  }

  private optionsFor(part: GuidePart): GuideBuilderOptions {
    const { nowMs, pastMs, futureMs } = this.job;
    return {
      nowMs,
      wanted: this.wanted,
      offsetMs: part.offsetMs,
      ...(pastMs === undefined ? {} : { pastMs }),
      ...(futureMs === undefined ? {} : { futureMs }),
    };
  }
}

function reportOf(read: XmltvReport, repairs: GuideRepairs, isBroken: boolean): PartReport {
  return {
    bytes: read.bytes,
    kept: read.kept - repairs.doubled - repairs.unwanted,
    unwanted: read.unwanted + read.outsideWindow + repairs.unwanted,
    skipped: occurred({
      'no-channel': read.noChannel,
      'no-start': read.noStart,
      'unreadable-time': read.unreadableTime,
      'too-long': read.tooLong + read.tooLongChannels,
      'over-capacity': read.overCapacity,
      unfinished: read.unfinished,
      doubled: repairs.doubled,
    }),
    notes: [],
    isCut: read.isCut || isBroken,
  };
}

/** One guide answers for a channel alone (`mergeGuides`), so that later ones need not keep it. */
function stillWanted(wanted: readonly WantedChannel[], guide: ColumnarGuide): readonly WantedChannel[] {
  return wanted.filter((channel) => !guide.has(channel.guideKey));
}
