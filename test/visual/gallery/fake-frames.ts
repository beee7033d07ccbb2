import type { Engine } from '#ui/engine';

/** What Lightning has beside its typed face; only pictures steer its frames. */
interface SteeredStage {
  readonly ctx: { render(): void };
  readonly platform: { getHrTime(): number };
  readonly textureThrottler: { readonly _sources: readonly unknown[] };
  forceRenderUpdate(): void;
}

/** Frames without motion before a scene counts as still. */
const STILL_FRAMES = 4;
/** Scenes with endless motion (a spinner, a pulse) are taken after this many frames. */
const MAX_FRAMES = 60;
const FRAME_MS = 50;
/** Longest wait for pictures and fonts of one scene. Turns of the browser's own loop. */
const MAX_TURNS = 3000;

/** Lets the browser's own work happen: loads, decoding, the image worker. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 4);
  });
}

function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      resolve();
    });
  });
}

/**
 * Takes Lightning's frames out of the browser's hands: they come when they are asked for, in a time of their own, and nothing
 * is drawn but the last. So a scene ends the same on every machine, and a set without a graphics unit needs one drawing.
 */
export class FakeFrames {
  private readonly engine: Engine;
  private readonly stage: SteeredStage;
  private readonly realRender: () => void;
  private nowMs = 0;

  constructor(engine: Engine) {
    this.engine = engine;
    this.stage = engine.stage as unknown as SteeredStage;
    engine.stage.stop();
    this.stage.platform.getHrTime = () => this.nowMs;
    this.realRender = this.stage.ctx.render;
    this.stage.ctx.render = () => undefined;
  }

  /** Moves effects, focus and motion on by `ms`. */
  frame(ms = FRAME_MS): void {
    this.nowMs += ms;
    this.engine.stage.drawFrame();
  }

  /** Waits until pictures and fonts are there and nothing moves, then draws. */
  async finish(): Promise<void> {
    for (let still = 0, count = 0; still < STILL_FRAMES && count < MAX_FRAMES; count += 1) {
      await this.load();
      this.frame();
      still = this.engine.stage.transitions.active.size > 0 || this.isLoading ? 0 : still + 1;
    }
    this.stage.ctx.render = this.realRender;
    // Drawing and the picture must not be parted by the browser's own frame, which clears the canvas.
    await nextFrame();
    this.stage.forceRenderUpdate();
    this.frame(0);
    await nextFrame();
  }

  private get isLoading(): boolean {
    const { waiting, running } = this.engine.ui.images.load;
    return waiting + running + this.stage.textureThrottler._sources.length > 0 || document.fonts.status !== 'loaded';
  }

  private async load(): Promise<void> {
    for (let turns = 0; turns < MAX_TURNS && this.isLoading; turns += 1) {
      await turn();
      // What has come is taken in by a frame; time stands still meanwhile.
      this.frame(0);
    }
  }
}
