import { AppError, createCancelSource, joinDisposers, toAppError } from '#core/base';
import type { Disposer } from '#core/base';
import type { ClockPort, MediaSource, Rect } from '#ports';
import { hostOf } from '../http/request-rules';
import type { HostAnswer, HostProbe } from './probe-host';
import { mediaCodeOfStatus, PROBE_TIMEOUT_MS, refineByAnswer } from './probe-host';
import { SerialQueue } from './serial-queue';
import type { EngineChoice, EnginePlan, MediaSession, SessionSink } from './session';

/** From the first sign of life to a picture; larger only makes people wait for a stream that will not come. */
const OPEN_TIMEOUT_MS = 22_000;
/** A stream that plays sooner is not asked about: it would cost a request, and the server may count it. */
const PROBE_DELAY_MS = 1_000;
/** A failing engine waits this long for the host's own word about why. */
const ANSWER_WAIT_MS = 1_500;
/** A decoder that does not say it is free is taken to be free after this. */
const CLOSE_TIMEOUT_MS = 3_000;

/** What a run needs from its player. */
export interface PlayerRunDependencies {
  readonly clock: ClockPort;
  readonly plan: EnginePlan;
  readonly probeHost: HostProbe | null;
  /** Where a session's words go; only called while the run is the current one and the session is its present one. */
  readonly sink: SessionSink;
  readonly rect: () => Rect;
  readonly isMuted: () => boolean;
}

/** One load of one source: tries the planned engines in order and guards the opening. Made for a load, ends with it. */
export class PlayerRun {
  readonly source: MediaSource;
  readonly queue = new SerialQueue();
  /** Resolve when the run is ready, or when the picture moves; also at the run's end, so that nobody waits for ever. */
  readonly whenReady: Promise<void>;
  readonly whenStarted: Promise<void>;
  session: MediaSession | null = null;
  isReady = false;
  isStarted = false;
  isOver = false;
  private readonly dependencies: PlayerRunDependencies;
  private readonly probing = createCancelSource();
  private tellReady: () => void = () => undefined;
  private tellStarted: () => void = () => undefined;
  private breakOpening: (error: AppError) => void = () => undefined;
  private tellAlive: () => void = () => undefined;

  constructor(source: MediaSource, dependencies: PlayerRunDependencies) {
    this.source = source;
    this.dependencies = dependencies;
    this.whenReady = new Promise((resolve) => {
      this.tellReady = resolve;
    });
    this.whenStarted = new Promise((resolve) => {
      this.tellStarted = resolve;
    });
  }

  /** Opens after `before` (an earlier decoder becoming free). Rejects with what the last engine said, or `net.cancelled`. */
  async open(before: Promise<void>): Promise<void> {
    // A form that is not known is asked for, and a line may be full until the stream before is gone.
    if (this.source.form === 'unknown') await before;
    this.throwIfOver();
    const choices = await this.dependencies.plan(this.source);
    this.throwIfOver();
    let failure = new AppError('media.unsupported', { facts: { form: this.source.form, host: hostOf(this.source.url) } });
    for (const choice of choices) {
      try {
        await choice.prepare?.();
        this.throwIfOver();
        if (choice.opensEarly !== true) await before;
        this.throwIfOver();
        await this.openWith(choice, before);
        this.isReady = true;
        this.tellReady();
        return;
      } catch (error) {
        this.throwIfOver();
        failure = toAppError(error, 'media.decode');
        await this.closeSession();
        this.throwIfOver();
        // Only a refused format is another engine's chance; a dead host is dead for all of them.
        if (failure.code !== 'media.unsupported' && failure.code !== 'media.decode') throw failure;
      }
    }
    throw failure;
  }

  /** Runs a native operation after those before it; dropped when the run is over. */
  operate(operation: (session: MediaSession) => Promise<void>): Promise<void> {
    return this.queue.add(() => (this.session === null || this.isOver ? Promise.resolve() : operation(this.session)));
  }

  /** Ends the run: the decoder is let go in this very turn. Resolves when it is free. */
  close(): Promise<void> {
    if (!this.isOver) {
      this.isOver = true;
      this.queue.close();
      this.probing.cancel();
      this.tellReady();
      this.tellStarted();
      this.breakOpening(new AppError('net.cancelled'));
    }
    return this.closeSession();
  }

  private closeSession(): Promise<void> {
    const { session } = this;
    this.session = null;
    if (session === null) return Promise.resolve();
    return new Promise((resolve) => {
      const stop = this.dependencies.clock.after(CLOSE_TIMEOUT_MS, resolve);
      const done = (): void => {
        stop();
        resolve();
      };
      session.close().then(done, done);
    });
  }

  private throwIfOver(): void {
    if (this.isOver) throw new AppError('net.cancelled');
  }

  private async openWith(choice: EngineChoice, whenFree: Promise<void>): Promise<void> {
    const { clock, probeHost, rect, isMuted } = this.dependencies;
    const opening = new OpeningGuard(clock, hostOf(this.source.url));
    this.tellAlive = () => {
      opening.isAlive = true;
    };
    let probing: Promise<void> | null = null;
    const probe = (): Promise<void> =>
      (probing ??= probeHost === null ? Promise.resolve() : probeHost(this.source.url, this.probing.signal).then(opening.onAnswer));
    const stopWaiting = clock.after(PROBE_DELAY_MS, () => void probe());
    this.breakOpening = (error) => {
      if (this.isOver) opening.fail(error);
      else opening.failAfter(probe(), error);
    };
    const session = choice.create({ source: this.source, whenFree, sink: this.guardedSink(() => session), rect: rect(), isMuted: isMuted() });
    this.session = session;
    session.open().then(
      () => {
        opening.succeed();
      },
      (error: unknown) => {
        opening.failAfter(probe(), toAppError(error, 'media.decode'));
      },
    );
    try {
      await opening.done;
    } finally {
      stopWaiting();
      this.breakOpening = () => undefined;
      this.tellAlive = () => undefined;
    }
  }

  /** Lets only the present session of a living run speak; a failure while opening fails the opening. */
  private guardedSink(owner: () => MediaSession): SessionSink {
    const { sink } = this.dependencies;
    const isCurrent = (): boolean => !this.isOver && this.session !== null && this.session === owner();
    const forward =
      <Words extends readonly unknown[]>(tell: (...words: Words) => void, isSignOfLife = true) =>
      (...words: Words): void => {
        if (!isCurrent()) return;
        if (isSignOfLife) this.tellAlive();
        tell(...words);
      };
    return {
      alive: forward(() => undefined),
      started: forward(() => {
        if (this.isStarted) return;
        this.isStarted = true;
        this.tellStarted();
        sink.started();
      }),
      position: forward(sink.position),
      duration: forward(sink.duration),
      // An engine that says "buffering" while nothing has come yet does not show that the host lives.
      buffering: forward(sink.buffering, false),
      tracks: forward(sink.tracks),
      cues: forward(sink.cues),
      regions: forward(sink.regions),
      paused: forward(sink.paused),
      ended: forward(sink.ended),
      failed: forward((error: AppError) => {
        if (this.isReady) sink.failed(error);
        else this.breakOpening(error);
      }, false),
    };
  }
}

/** The deadlines of one opening and what the host answered meanwhile. Settles once. */
class OpeningGuard {
  /** Resolves on success, rejects with the refined failure. */
  readonly done: Promise<void>;
  isAlive = false;
  private answer: HostAnswer | null = null;
  private readonly host: string;
  private readonly clock: ClockPort;
  private readonly stopTimers: Disposer;
  private resolve: () => void = () => undefined;
  private reject: (error: AppError) => void = () => undefined;

  constructor(clock: ClockPort, host: string) {
    this.clock = clock;
    this.host = host;
    this.done = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    this.stopTimers = joinDisposers([
      clock.after(PROBE_TIMEOUT_MS, () => {
        this.judgeSilence();
      }),
      clock.after(OPEN_TIMEOUT_MS, () => {
        this.fail(this.unreachable('no-picture'));
      }),
    ]);
  }

  readonly onAnswer = (answer: HostAnswer): void => {
    this.answer = answer;
  };

  succeed(): void {
    this.stopTimers();
    this.resolve();
  }

  fail(error: AppError): void {
    this.stopTimers();
    this.reject(refineByAnswer(error, this.answer));
  }

  /** Fails once the host has said its word, or after a moment: engines are vague. */
  failAfter(probe: Promise<void>, error: AppError): void {
    const stop = this.clock.after(ANSWER_WAIT_MS, () => {
      this.fail(error);
    });
    void probe.then(() => {
      stop();
      this.fail(error);
    });
  }

  private judgeSilence(): void {
    const status = this.answer?.status ?? null;
    const isSilent = status === null || mediaCodeOfStatus(status) !== null;
    if (!this.isAlive && isSilent) this.fail(this.unreachable('no-answer'));
  }

  private unreachable(phase: string): AppError {
    return new AppError('media.unreachable', { facts: { phase, host: this.host } });
  }
}
