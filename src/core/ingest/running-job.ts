import { AppError } from '../base';
import type { Steps } from '../base';
import { createTask } from './create-task';
import type { IngestAnswer, IngestHost, IngestPart, IngestProblem, IngestProgress, IngestRequest, PartOutcome, SaidPart } from './ingest-contract';
import type { IngestTask } from './ingest-task';
import type { Chunks } from './long-phases';
import { PartInput } from './part-input';
import { InflateRefused, problemOf } from './problem-of';
import { ProgressGauge } from './progress-gauge';

type StartRequest = Extract<IngestRequest, { type: 'start' }>;
type JobRequest = Exclude<IngestRequest, { type: 'hello' | 'start' | 'cancel' }>;

/** One job of the program: its queue of words, the part it reads, and the long work it is in the middle of. */
export class RunningJob {
  /** The last word was said. */
  isOver = false;
  private readonly task: IngestTask;
  private readonly gauge: ProgressGauge;
  private readonly queue: JobRequest[] = [];
  private input: PartInput | null = null;
  private isChunk = false;
  private isBroken = false;
  private partProblem: IngestProblem | null = null;
  /** Something was read: first rows may be there. Sealing them is a step of its own. */
  private mayPreview = false;
  private readonly id: number;
  private readonly mayInflate: boolean;

  /** `steps`: long work, taken step by step before anything else; at first what the engine should have run before there are bytes. */
  constructor(
    { id, job, mayInflate }: StartRequest,
    private readonly host: IngestHost,
    private steps: Steps<void> | null,
  ) {
    this.id = id;
    this.mayInflate = mayInflate;
    this.task = createTask(job, host);
    this.gauge = new ProgressGauge(job.kind);
  }

  /** Takes a word; it waits for its turn. */
  receive(request: JobRequest): void {
    this.queue.push(request);
  }

  /** Whether {@link turn} would get on now. */
  get hasWork(): boolean {
    if (this.isOver) return false;
    if (this.steps !== null || this.mayPreview || this.input?.hasWork === true || this.input?.isEmpty === true) return true;
    return this.queue.length > 0 && this.input?.isFinishing !== true;
  }

  /** How far it is. */
  get progress(): IngestProgress {
    return this.gauge.read(this.task.rows);
  }

  /** Does one step. Errors of a part end the part, others the job; nothing is thrown. */
  turn(): void {
    try {
      this.step();
    } catch (error) {
      this.fail(error);
    }
  }

  /** Forgets everything. */
  drop(): void {
    this.isOver = true;
    this.queue.length = 0;
    this.mayPreview = false;
    this.steps = null;
    this.input?.drop();
    this.input = null;
  }

  /** Says how far it is, for a sign of life. */
  tellProgress(): void {
    if (!this.isOver) this.host.post({ type: 'progress', id: this.id, progress: this.progress }, []);
  }

  private step(): void {
    if (this.steps !== null) {
      if (this.steps.next().done === true) this.steps = null;
    } else if (this.mayPreview) this.offerPreview();
    else if (this.input?.hasWork === true) this.read(this.input);
    else if (this.input?.isEmpty === true) this.steps = this.closePart(this.input);
    else this.obey(this.queue.shift());
  }

  private obey(request: JobRequest | undefined): void {
    switch (request?.type) {
      case undefined:
        return;
      case 'part':
        this.open(request.part);
        return;
      case 'bytes':
        this.give(request.bytes);
        return;
      case 'part-end':
        this.isBroken = request.isBroken;
        this.input?.finish();
        return;
      case 'end':
        this.steps = this.end();
    }
  }

  private open(part: IngestPart): void {
    if (isSaid(part)) {
      this.task.open(part);
      this.mayPreview = true;
      return;
    }
    this.partProblem = null;
    this.isChunk = part.what === 'chunk';
    const { createInflate } = this.host;
    this.input = new PartInput({
      createInflate: this.mayInflate && createInflate !== undefined ? createInflate : null,
      wake: () => {
        this.host.wake();
      },
    });
    this.gauge.open(part);
    this.task.open(part);
  }

  private give(bytes: Uint8Array): void {
    if (this.input === null) throw new AppError('internal.bug', { message: 'bytes without a part' });
    if (this.isChunk) this.task.push(bytes);
    else if (this.partProblem === null) {
      this.input.give(bytes);
      return;
    }
    this.taken(bytes.length);
  }

  private read(input: PartInput): void {
    try {
      const piece = input.next();
      if (piece === null) return;
      this.gauge.unpacked(piece.length);
      this.task.push(piece);
      this.mayPreview = true;
    } catch (error) {
      // One bad file does not spoil the others of a job; its own rest is let pass.
      if (!(error instanceof AppError) || error instanceof InflateRefused) throw error;
      this.partProblem = problemOf(error);
      input.drop();
    } finally {
      this.taken(input.takeUsed());
    }
  }

  private taken(bytes: number): void {
    if (bytes === 0) return;
    this.gauge.used(bytes);
    this.host.post({ type: 'taken', id: this.id, bytes, progress: this.progress }, []);
  }

  private offerPreview(): void {
    this.mayPreview = false;
    const preview = this.task.takePreview?.() ?? null;
    if (preview !== null) this.steps = this.tellPreview(preview);
  }

  private *tellPreview(steps: Steps<Chunks>): Steps<void> {
    const catalog = yield* steps;
    // Copied, not handed over: the builder goes on.
    this.host.post({ type: 'preview', id: this.id, catalog }, []);
  }

  private *closePart(input: PartInput): Steps<void> {
    this.input = null;
    const problem = this.partProblem;
    const { remarks } = input;
    const outcome = withRemarks(yield* this.task.close(this.isBroken || remarks.indexOf('cut') !== -1), remarks);
    const told: PartOutcome = problem === null ? outcome : { ...outcome, problem };
    this.gauge.close();
    this.post({ type: 'part', id: this.id, outcome: told }, [told.guide ?? [], told.search]);
  }

  private *end(): Steps<void> {
    const result = yield* this.task.end();
    this.gauge.finish();
    this.isOver = true;
    this.post({ type: 'done', id: this.id, result: { ...result, progress: this.progress } }, [result.catalog ?? [], result.search]);
  }

  private fail(error: unknown): void {
    this.drop();
    this.host.post({ type: 'failed', id: this.id, problem: problemOf(error) }, []);
  }

  private post(answer: IngestAnswer, chunks: readonly Chunks[]): void {
    const buffers = new Set<ArrayBuffer>();
    for (const list of chunks) {
      for (const { buffer } of list) if (buffer instanceof ArrayBuffer && buffer.byteLength > 0) buffers.add(buffer);
    }
    this.host.post(answer, Array.from(buffers));
  }
}

function isSaid(part: IngestPart): part is SaidPart {
  return part.what === 'wanted' || part.what === 'portal-categories' || part.what === 'first-rows';
}

/** Adds what is odd about the packing to the first remarks of a part. */
function withRemarks(outcome: PartOutcome, remarks: readonly string[]): PartOutcome {
  if (remarks.length === 0) return outcome;
  const notes = remarks.map((reason) => ({ line: 0, reason: `packed-${reason}` }));
  return { ...outcome, report: { ...outcome.report, notes: notes.concat(outcome.report.notes) } };
}
