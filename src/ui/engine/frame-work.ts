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
/** The same while a key is held: each step must be seen. */
const HELD_LIMIT_MS = 5;
/** The part of it that goes to what earlier frames left: what is new shows at once where it can. */
const LEFTOVER_SHARE = 0.6;

interface Waiting {
  work: (() => void) | null;
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

  constructor(clock: ClockPort, isHeld: () => boolean) {
    this.clock = clock;
    this.isHeld = isHeld;
  }

  /** How much waits. */
  get waiting(): number {
    return this.queue.length;
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

  /** A frame begins: its time counts from here. */
  begin(): void {
    const nowMs = this.clock.monotonicMs();
    // Half of a frame, what it builds included: as long as everything else in it takes.
    const halfMs = this.queue.length === 0 ? 0 : (nowMs - this.begunMs) / 2;
    this.limitMs = Math.min(Math.max(LIMIT_MS, halfMs), MOST_LIMIT_MS);
    this.begunMs = nowMs;
    this.startMs = nowMs;
  }

  /** The drawing of the frame begins: does what earlier frames left, at least one thing. */
  beginDrawing(): void {
    this.isDrawing = true;
    // What the work itself asks for stands behind what has waited, and waits on.
    let left = this.queue.length;
    while (left > 0) {
      this.queue.shift()?.work?.();
      left = this.hasTime(LEFTOVER_SHARE) ? left - 1 : 0;
    }
  }

  /** The frame is over. */
  end(): void {
    this.isDrawing = false;
    this.startMs = null;
  }

  private run(work: () => void, isAllowedNow: boolean): Disposer {
    if (isAllowedNow && this.hasTime(1)) {
      work();
      return () => undefined;
    }
    const waiting: Waiting = { work };
    this.queue.push(waiting);
    return () => {
      waiting.work = null;
    };
  }

  private hasTime(share: number): boolean {
    const nowMs = this.clock.monotonicMs();
    // Between two frames it counts from the first thing that is done there.
    this.startMs = this.startMs ?? nowMs;
    return nowMs - this.startMs < share * (this.isHeld() ? HELD_LIMIT_MS : this.limitMs);
  }
}
