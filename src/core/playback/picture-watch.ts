import { SECOND_MS } from '../base';

/** Sound without a single picture for so long means the engine shows none. */
const BLANK_MS = 3 * SECOND_MS;
/** Between two pictures of a slide show beside sound there is less. */
const FROZEN_MS = 6 * SECOND_MS;
/** Between two looks; what lies further back was a pause. */
const LOOK_MS = 1.5 * SECOND_MS;

/**
 * Notices that sound goes on without the picture that was there: an encoder was changed to what the engine cannot decode. What never had
 * a picture is radio, and a set that counts no pictures is left alone.
 */
export class PictureWatch {
  private hasSeen = false;
  private shown = 0;
  private stillMs = 0;
  private last: { readonly atMs: number; readonly positionMs: number } | null = null;

  /** Something else is watched. */
  begin(): void {
    this.hasSeen = false;
    this.rest();
  }

  /** Looks about once a second while playing, with how many pictures were shown since this attempt began. True: the picture is gone, told once. */
  look(shownFrames: number | undefined, positionMs: number, nowMs: number): boolean {
    if (shownFrames === undefined) return false;
    const { last } = this;
    // Positions come seldom on some engines: only those that differ tell how long the sound went on.
    const hasMoved = last === null || positionMs !== last.positionMs;
    if (hasMoved) this.last = { atMs: nowMs, positionMs };
    if (shownFrames !== this.shown) {
      this.hasSeen = this.hasSeen || shownFrames > this.shown;
      this.shown = shownFrames;
      this.stillMs = 0;
    } else if (last !== null && hasMoved) this.stillMs += Math.min(LOOK_MS, nowMs - last.atMs);
    const isGone = this.hasSeen && this.stillMs >= (shownFrames === 0 ? BLANK_MS : FROZEN_MS);
    if (isGone) this.rest();
    return isGone;
  }

  private rest(): void {
    this.shown = 0;
    this.stillMs = 0;
    this.last = null;
  }
}
