import { toAppError } from '#core/base';
import type { ClockPort, LogPort, MediaCue, MediaTrack } from '#ports';
import { CueBoard } from '../cue-board';
import { CaptionDecoder } from './caption-decoder';
import type { CaptionScreen } from './caption-decoder';
import { tapMpegts } from './tap-mpegts';

/** What captions of a player need. */
export interface MpegtsCaptionsOptions {
  readonly clock: ClockPort;
  readonly log: LogPort;
  /** Of the element, milliseconds. */
  readonly positionMs: () => number;
  readonly show: (cues: readonly MediaCue[]) => void;
  /** A channel was found. */
  readonly changed: () => void;
}

/** Without a change a screen is cleared after this (CEA-608-E, C.9). */
const MOST_SHOWN_MS = 16_000;
/** What the viewer can still go back to is kept; mpegts.js keeps three minutes. */
const KEPT_MS = 300_000;
const ID = 'cc:';

/** Captions inside the pictures of a stream that mpegts.js plays, as tracks. */
export class MpegtsCaptions {
  private readonly options: MpegtsCaptionsOptions;
  private readonly decoder: CaptionDecoder;
  private readonly boards = new Map<string, ChannelBoard>();
  private baseMs: () => number | null = () => null;
  private chosen: string | null = null;
  private hasFailed = false;

  constructor(options: MpegtsCaptionsOptions) {
    this.options = options;
    this.decoder = new CaptionDecoder({
      found: (channel) => {
        this.boardOf(channel).isFound = true;
        options.changed();
      },
      changed: (screen) => {
        this.boardOf(screen.channel).take(screen);
      },
    });
  }

  /** Listens to a player before it loads; `false`: it cannot be listened to. */
  follow(player: unknown): boolean {
    const base = tapMpegts(player, (unit) => {
      try {
        this.decoder.push(unit);
      } catch (error) {
        // What a broken stream does to the decoder is no reason for the picture to stop.
        this.decoder.forget();
        if (!this.hasFailed) this.options.log.write('warn', 'captions unreadable', { reason: toAppError(error).message });
        this.hasFailed = true;
      }
    });
    if (base !== null) this.baseMs = base;
    return base !== null;
  }

  /** Channels that were found, and the one that was chosen. */
  get tracks(): readonly MediaTrack[] {
    const tracks: MediaTrack[] = [];
    this.boards.forEach(({ isFound }, channel) => {
      const isSelected = channel === this.chosen;
      if (isFound || isSelected) tracks.push({ id: ID + channel, kind: 'text', language: 'und', label: labelOf(channel), isSelected });
    });
    return tracks.sort((a, b) => (a.label < b.label ? -1 : 1));
  }

  /** Shows a channel, also one that has not been found yet; `null`: none. */
  select(id: string | null): void {
    if (this.chosen !== null) this.boardOf(this.chosen).board.setVisible(false);
    this.chosen = id === null || id.indexOf(ID) !== 0 ? null : id.slice(ID.length);
    if (this.chosen !== null) this.boardOf(this.chosen).board.setVisible(true);
  }

  dispose(): void {
    this.boards.forEach(({ board }) => {
      board.dispose();
    });
  }

  private boardOf(channel: string): ChannelBoard {
    const known = this.boards.get(channel);
    if (known !== undefined) return known;
    const { clock, positionMs, show } = this.options;
    // Cues stand at the stream's own times: what the element's zero is in them is known only when pictures come.
    const streamMs = (): number => positionMs() + (this.baseMs() ?? NaN);
    const made = new ChannelBoard(clock, streamMs, (cues) => {
      const base = this.baseMs() ?? 0;
      show(cues.map((cue) => ({ ...cue, startMs: Math.round(cue.startMs - base), endMs: Math.round(cue.endMs - base) })));
    });
    this.boards.set(channel, made);
    return made;
  }
}

/** The cues of one channel, made of what its screen shows. */
class ChannelBoard {
  isFound = false;
  readonly board: CueBoard;
  private readonly streamMs: () => number;
  private open: MediaCue | null = null;

  constructor(clock: ClockPort, streamMs: () => number, show: (cues: readonly MediaCue[]) => void) {
    this.streamMs = streamMs;
    this.board = new CueBoard(clock, streamMs, show);
  }

  take({ atMs, text }: CaptionScreen): void {
    const { board, open } = this;
    if (open !== null) {
      board.remove(open.startMs, open.endMs);
      if (atMs > open.startMs) board.add([{ ...open, endMs: Math.min(atMs, open.endMs) }]);
    }
    this.open = text === '' ? null : { text, startMs: atMs, endMs: atMs + MOST_SHOWN_MS };
    if (this.open !== null) board.add([this.open]);
    const behindMs = this.streamMs() - KEPT_MS;
    if (behindMs > -Infinity) board.remove(-Infinity, behindMs);
  }
}

/** `CC1`; digital ones `CC1 (708)`. */
function labelOf(channel: string): string {
  return channel.indexOf('708-') === 0 ? `CC${channel.slice('708-'.length)} (708)` : channel;
}
