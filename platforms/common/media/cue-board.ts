import type { Disposer } from '#core/base';
import type { ClockPort, MediaCue } from '#ports';

/** How often the board looks; subtitles more than an eighth of a second late are seen to be late. */
const LOOK_INTERVAL_MS = 125;

/** Holds cues by time and tells which ones to show whenever that changes. */
export class CueBoard {
  private readonly clock: ClockPort;
  private readonly positionMs: () => number;
  private readonly show: (cues: readonly MediaCue[]) => void;
  private cues: MediaCue[] = [];
  private shown: readonly MediaCue[] = [];
  private stopLooking: Disposer | null = null;

  constructor(clock: ClockPort, positionMs: () => number, show: (cues: readonly MediaCue[]) => void) {
    this.clock = clock;
    this.positionMs = positionMs;
    this.show = show;
  }

  /** Begins or ends showing; ending clears the picture. */
  setVisible(isVisible: boolean): void {
    if (isVisible === (this.stopLooking !== null)) return;
    if (isVisible) {
      this.stopLooking = this.clock.every(LOOK_INTERVAL_MS, () => {
        this.look();
      });
      this.look();
      return;
    }
    this.stopLooking?.();
    this.stopLooking = null;
    this.tell([]);
  }

  /** Adds cues; one that is there already (segments overlap) is not doubled. */
  add(cues: readonly MediaCue[]): void {
    for (const cue of cues) {
      const isKnown = this.cues.some((other) => other.startMs === cue.startMs && other.endMs === cue.endMs && other.text === cue.text);
      if (!isKnown && cue.text !== '') this.cues.push(cue);
    }
    this.cues.sort((a, b) => a.startMs - b.startMs);
  }

  /** Removes cues that lie wholly inside a range. */
  remove(startMs: number, endMs: number): void {
    this.cues = this.cues.filter((cue) => cue.startMs < startMs || cue.endMs > endMs);
  }

  /** Removes every cue, for example when another track is chosen. */
  clear(): void {
    this.cues = [];
    this.tell([]);
  }

  /** Stops for good. */
  dispose(): void {
    this.setVisible(false);
    this.cues = [];
  }

  private look(): void {
    const nowMs = this.positionMs();
    this.tell(this.cues.filter((cue) => cue.startMs <= nowMs && nowMs < cue.endMs));
  }

  private tell(cues: readonly MediaCue[]): void {
    if (cues.length === this.shown.length && cues.every((cue, i) => cue === this.shown[i])) return;
    this.shown = cues;
    this.show(cues);
  }
}
