import type { Disposer } from '#core/base';
import type { ClockPort } from '#ports';

/**
 * How long a frame may go on building and drawing, from its start. Smaller: pages take more frames to fill; larger: a page that opens holds
 * up the next key.
 */
const LIMIT_MS = 20;
/**
 * Where frames take longer than that by themselves, building may take as long as they do, up to this. Smaller: such a set fills a page for
 * seconds, a piece a frame; larger: a key that comes meanwhile waits.
 */
const MOST_LIMIT_MS = 40;
/** The same for what answers a key, its handlers' part and that of the frame after it together: larger, and the key is seen late. */
const KEY_LIMIT_MS = 14;
/** The same while a key is held, and until what its last step left is done: each step must be seen, and who lets go often presses again. */
const HELD_LIMIT_MS = 3;
const AFTER_HELD_MS = 500;
/** The part of it that goes to what earlier frames left: what is new shows at once where it can. */
const LEFTOVER_SHARE = 0.6;

/** Where the last frame that answered a key took this long, what only completes the answer waits for the frame after. Smaller: quick sets show captions a frame late; larger: slow ones show the move late. */
const SLOW_FRAME_MS = 6;

/** How much the last piece counts for what one is taken to need. Smaller: slow to learn; larger: one that was held up by something else counts as the rule. */
const LEARNING = 0.1;

interface Waiting {
  work: (() => void) | null;
  /** Nobody is told that it waits: what it completes is there. */
  readonly isQuiet: boolean;
}

/**
 * Spreads what is costly to build or to draw over frames. On a quick set everything happens in the frame that asks for it; on a slow one a page
 * that opens is filled over a few frames, in the order in which it was asked for, while it fades in.
 */
export class FrameWork {
  private readonly clock: ClockPort;
  private readonly isHeld: () => boolean;
  private readonly queue: Waiting[] = [];
  private startMs: number | null = null;
  private begunMs = 0;
  private limitMs = LIMIT_MS;
  private isDrawing = false;
  private hasLeftover = false;
  /** What was built since the last frame: the next one has less time. */
  private spentMs = 0;
  /** A key was handled since the last frame began. */
  private isKeyNew = false;
  /** This frame shows what a key changed. */
  private isAnswering = false;
  /** Script of the last frame that did, without the key's handlers. */
  private answerMs = 0;
  /** Waits until the frame that answers the key is over. */
  private late: Waiting[] = [];
  private countFromMs: number | null = null;
  /** What a piece of work has taken lately. */
  private pieceMs = 0;
  /** Something was built or drawn in this frame. */
  private hasWorked = false;
  /** What earlier frames left was put off for a step of a held key. */
  private isPutOff = false;
  /** When a key was last seen to be held. */
  private heldAtMs = -Infinity;

  constructor(clock: ClockPort, isHeld: () => boolean) {
    this.clock = clock;
    this.isHeld = isHeld;
  }

  /** Whether this frame has done enough: it shows a step of a held key, or has built or drawn something. */
  get isFull(): boolean {
    return this.isStep || this.hasWorked;
  }

  /** How much waits of what was asked for. */
  get waiting(): number {
    return this.queue.reduce((count, { isQuiet, work }) => (isQuiet || work === null ? count : count + 1), 0);
  }

  /** Whether anything of it waits. */
  get isWaiting(): boolean {
    return this.queue.some(({ isQuiet, work }) => !isQuiet && work !== null);
  }

  /** Builds something: now where this frame has time left, else in one of the next. The disposer drops it. */
  build(work: () => void): Disposer {
    return this.run(work, true);
  }

  /**
   * Draws a picture: with what is drawn next, or in one of the frames after. What is asked for before the drawing of a frame begins waits for
   * that, so that what changes twice is drawn once. The disposer drops it.
   */
  draw(work: () => void): Disposer {
    return this.run(work, this.isDrawing);
  }

  /**
   * Completes what a key has changed (captions, details): now where frames are quick, else in the frame after the one that answers the key, or
   * before the next key. The disposer drops it.
   */
  complete(work: () => void): Disposer {
    if (this.answerMs < SLOW_FRAME_MS) {
      work();
      return () => undefined;
    }
    const waiting: Waiting = { work, isQuiet: true };
    this.late.push(waiting);
    return () => {
      waiting.work = null;
    };
  }

  /** Another key comes: what completes the answer to the one before is done first. */
  takeKey(): void {
    const late = [...this.queue.filter(({ isQuiet }) => isQuiet), ...this.late];
    if (late.length === 0) return;
    this.late = [];
    for (const waiting of late) {
      const { work } = waiting;
      waiting.work = null;
      work?.();
    }
  }

  /** A key was handled: the next frame shows what it changed. */
  answerKey(): void {
    this.isKeyNew = true;
    // What another key opens is no longer the rest of the steps.
    if (!this.isHeld()) this.heldAtMs = -Infinity;
  }

  /** A frame begins: its time counts from here, with what was built before it. */
  begin(): void {
    const nowMs = this.clock.monotonicMs();
    // Half of a frame, what it builds included: as long as everything else in it takes.
    const halfMs = this.queue.length === 0 ? 0 : (nowMs - this.begunMs) / 2;
    this.hasLeftover = this.queue.length > 0;
    this.isAnswering = this.isKeyNew;
    this.isKeyNew = false;
    this.limitMs = this.isAnswering ? KEY_LIMIT_MS : Math.min(Math.max(LIMIT_MS, halfMs), MOST_LIMIT_MS);
    if (this.isHeld()) this.heldAtMs = nowMs;
    this.hasWorked = false;
    this.begunMs = nowMs;
    this.startMs = nowMs - this.spentMs;
    this.spentMs = 0;
  }

  /** The drawing of the frame begins: does what earlier frames left, at least one thing of it, and then what this one asked for. A step of a held key is alone in its frame, every other time. */
  beginDrawing(): void {
    this.isDrawing = true;
    this.isPutOff = this.hasLeftover && this.isStep && !this.isPutOff;
    let isDue = this.hasLeftover && !this.isPutOff;
    // What the work itself asks for stands behind what has waited, and waits on.
    for (let left = this.queue.length; left > 0 && (isDue || this.hasTime(LEFTOVER_SHARE)); left -= 1) {
      const work = this.queue.shift()?.work ?? null;
      // What was dropped takes nobody's turn.
      if (work === null) continue;
      isDue = false;
      this.carryOut(work);
    }
  }

  /** The frame is over. */
  end(): void {
    this.isDrawing = false;
    this.startMs = null;
    if (this.isAnswering) this.answerMs = this.clock.monotonicMs() - this.begunMs;
    this.queue.push(...this.late.splice(0));
  }

  private run(work: () => void, isAllowedNow: boolean): Disposer {
    if (isAllowedNow && this.hasTime(1)) {
      this.do(work);
      return () => undefined;
    }
    const waiting: Waiting = { work, isQuiet: false };
    this.queue.push(waiting);
    return () => {
      waiting.work = null;
    };
  }

  /** Between two frames, what is done counts by itself: nobody knows what else happens there. */
  private do(work: () => void): void {
    if (this.startMs !== null || this.countFromMs !== null) {
      this.carryOut(work);
      return;
    }
    this.countFromMs = this.clock.monotonicMs();
    try {
      this.carryOut(work);
    } finally {
      this.spentMs = this.usedMs();
      this.countFromMs = null;
    }
  }

  /** A step of a held key is shown. */
  private get isStep(): boolean {
    return this.isAnswering && this.isHeld();
  }

  private carryOut(work: () => void): void {
    this.hasWorked = true;
    const fromMs = this.clock.monotonicMs();
    work();
    this.pieceMs += LEARNING * (this.clock.monotonicMs() - fromMs - this.pieceMs);
  }

  /** What this frame, or what comes before the next one, has taken. */
  private usedMs(): number {
    const nowMs = this.clock.monotonicMs();
    if (this.startMs !== null) return nowMs - this.startMs;
    return this.spentMs + (this.countFromMs === null ? 0 : nowMs - this.countFromMs);
  }

  private hasTime(share: number): boolean {
    // What a step only passes by comes with the frames between it and the next one.
    if (this.isStep && this.startMs !== null) return false;
    const limitMs = this.startMs === null ? KEY_LIMIT_MS : this.limitMs;
    const isHeld = this.isHeld() || this.begunMs - this.heldAtMs < AFTER_HELD_MS;
    // With a held key a piece that would not fit is not begun.
    return isHeld ? this.usedMs() + this.pieceMs < share * HELD_LIMIT_MS : this.usedMs() < share * limitMs;
  }
}
