import type { AppModel } from '#model/app';

/** A shorter window than this cannot be scrubbed in any useful way. */
const USEFUL_WINDOW_MS = 60_000;

/** Whether Left and Right move through time now: only after the viewer left the live edge on purpose. */
export class TimeShift {
  private readonly app: AppModel;
  private isShifted = false;

  constructor(app: AppModel) {
    this.app = app;
  }

  /** The viewer paused, scrubbed, or went to the start. */
  begin(): void {
    this.isShifted = true;
  }

  /** The channel changed, or the viewer is at the live edge again. */
  end(): void {
    this.isShifted = false;
  }

  /** Whether the viewer is behind live on purpose: paused, in the recording, or back in the window. */
  get isBehind(): boolean {
    const { player } = this.app;
    return this.isShifted || player.nowPlaying.peek()?.kind === 'archive' || !player.isWanted.peek();
  }

  /** Whether there is anything to move in. */
  get hasRange(): boolean {
    const { player } = this.app;
    const window = player.liveWindow.peek();
    if (window !== null) return window.endMs - window.startMs >= USEFUL_WINDOW_MS;
    const durationMs = player.durationMs.peek();
    return durationMs > 0 && Number.isFinite(durationMs);
  }
}
