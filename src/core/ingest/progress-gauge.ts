import type { IngestJob, IngestPart, IngestProgress } from './ingest-contract';
import type { TaskRows } from './ingest-task';

/** Reading fills the bar this far; sealing, indexing and encoding are the rest. */
const READ_SHARE = 0.95;
/** Lists of an Xtream line: live, films, series. */
const XTREAM_LISTS = 3;

/** Estimates how far a job is. Bytes are the measure; several lists of unknown length among each other count alike. */
export class ProgressGauge {
  private bytes = 0;
  private partUsed = 0;
  private partLength = -1;
  private partsDone = 0;
  private isCounted = false;
  private isFinished = false;
  private best = -1;
  private readonly parts: number;

  constructor(kind: IngestJob['kind']) {
    this.parts = kind === 'xtream' ? XTREAM_LISTS : 1;
  }

  /** A part begins. */
  open(part: IngestPart): void {
    this.isCounted = part.what === 'playlist' || part.what === 'rows' || part.what === 'guide';
    this.partUsed = 0;
    this.partLength = 'lengthBytes' in part ? part.lengthBytes : -1;
  }

  /** So many bytes as they came were used up. */
  used(bytes: number): void {
    this.partUsed += bytes;
  }

  /** So many bytes were read, unpacked. */
  unpacked(bytes: number): void {
    this.bytes += bytes;
  }

  /** The part is over. */
  close(): void {
    if (this.isCounted) this.partsDone += 1;
    this.partUsed = 0;
    this.isCounted = false;
  }

  /** The job is over. */
  finish(): void {
    this.isFinished = true;
  }

  /** Where it stands. */
  read(rows: TaskRows): IngestProgress {
    return { ...rows, bytes: this.bytes, fraction: this.fraction() };
  }

  private fraction(): number {
    if (this.isFinished) return 1;
    const isKnown = !this.isCounted || this.partLength > 0;
    // A length that was passed was no length: content that travelled packed.
    const part = this.isCounted && this.partLength > 0 ? Math.min(1, this.partUsed / this.partLength) : 0;
    const now = Math.min(1, (this.partsDone + part) / this.parts) * READ_SHARE;
    if (isKnown && now > this.best && (now > 0 || this.partLength > 0)) this.best = now;
    return this.best;
  }
}
