import type { Ui } from './ui';

/**
 * Keeps the canvas as it is while a picture is on its way, so that drawing takes nothing from opening and decoding it. Everything but the
 * drawing goes on: effects, motions, focus and the mirror. What answers a key is drawn, and so is what was left of it for later frames.
 */
export class FrameHold {
  private readonly ui: Ui;
  private readonly hasUpdates: () => boolean;
  private untilMs = -Infinity;
  private fromFrame = 0;

  constructor(ui: Ui) {
    this.ui = ui;
    const { ctx } = ui.stage;
    const { hasRenderUpdates } = ctx;
    this.hasUpdates = () => hasRenderUpdates.call(ctx);
  }

  /** After the next frame nothing is drawn until `untilMs` (monotonic), {@link release} or a key. */
  hold(untilMs: number): void {
    const { ctx, frameCounter } = this.ui.stage;
    this.untilMs = untilMs;
    this.fromFrame = frameCounter + 1;
    ctx.hasRenderUpdates = () => !this.isHolding() && this.hasUpdates();
  }

  /** The next frame draws whatever has changed. */
  release(): void {
    if (this.untilMs === -Infinity) return;
    this.untilMs = -Infinity;
    this.ui.stage.ctx.hasRenderUpdates = this.hasUpdates;
  }

  private isHolding(): boolean {
    const { stage, keys, clock, frameWork } = this.ui;
    if (stage.frameCounter < this.fromFrame) return false;
    if (!keys.trace.isWaiting && clock.monotonicMs() < this.untilMs) return frameWork.waiting === 0;
    this.release();
    return false;
  }
}
