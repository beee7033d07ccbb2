import { createCancelSource, SECOND_MS, toAppError } from '#core/base';
import type { AppError, CancelSignal, CancelSource, Disposer, ItemKey, Result } from '#core/base';
import { hostOf } from '#core/account';
import type { PlaybackState } from '#core/playback';
import type { ClockPort, LogPort, MediaPort } from '#ports';
import type { PlayAnswer, RoomBeside } from '#sources/source';
import type { MediaDriver } from './media-driver';

/** The picture has this long to itself; sooner, a quick walk through channels would open each one's neighbour. */
const SETTLE_MS = 700;
/** A stream that waits grows old and holds a line; who goes through channels presses again within this. */
const WAITS_MS = 10 * SECOND_MS;

/** What looking ahead needs. */
export interface ZapAheadDeps {
  readonly clock: ClockPort;
  readonly log: LogPort;
  readonly driver: MediaDriver;
  /** How many decoders there may be. */
  readonly media: Pick<MediaPort, 'maxPlayers'>;
  /** What a channel's source lets do ahead. */
  roomFor(key: ItemKey): RoomBeside;
  resolve(key: ItemKey, signal: CancelSignal): Promise<Result<PlayAnswer, AppError>>;
  /** Gets name and secure connection of an address's host ready, without asking for the stream. Never rejects. */
  warm(url: string, signal: CancelSignal): Promise<void>;
}

/**
 * Prepares the channel that comes next in the direction of zapping: opened beside where a decoder and a line are to spare, else only
 * its host is got ready. On an account with one line nothing of the next channel is asked for.
 */
export class ZapAhead {
  private readonly deps: ZapAheadDeps;
  private expected: ItemKey | null = null;
  private running: CancelSource | null = null;
  private stopTimer: Disposer | null = null;

  constructor(deps: ZapAheadDeps) {
    this.deps = deps;
  }

  /** The channel that comes next, once the present one plays. */
  expect(key: ItemKey): void {
    this.stopWork();
    this.expected = key;
  }

  /** The session went to another state. */
  note(state: PlaybackState): void {
    if (state.kind === 'playing' && state.isLive) {
      if (this.expected !== null && this.stopTimer === null && this.running === null) this.wait();
      return;
    }
    this.stopWork();
    // While the next channel is being opened, what was prepared may be just that.
    if (state.kind === 'preparing') return;
    this.expected = null;
    this.deps.driver.dropStandBy();
  }

  private wait(): void {
    this.stopTimer = this.deps.clock.after(SETTLE_MS, () => {
      this.stopTimer = null;
      const key = this.expected;
      this.expected = null;
      if (key !== null) void this.prepare(key);
    });
  }

  private async prepare(key: ItemKey): Promise<void> {
    const { driver, media: decoders, clock, log } = this.deps;
    const room = this.deps.roomFor(key);
    if (room === 'nothing') return;
    const source = createCancelSource();
    this.running = source;
    try {
      const answer = await this.deps.resolve(key, source.signal);
      if (source.signal.isCancelled || !answer.ok) return;
      const { media } = answer.value;
      if (room === 'stream' && decoders.maxPlayers > 1) {
        driver.standBy(media);
        this.stopTimer?.();
        this.stopTimer = clock.after(WAITS_MS, () => {
          this.stopTimer = null;
          driver.dropStandBy();
        });
      } else if (hostOf(media.url) !== hostOf(driver.answer.peek()?.media.url ?? '')) await this.deps.warm(media.url, source.signal);
    } catch (error) {
      log.write('debug', 'next channel not prepared', { code: toAppError(error).code });
    } finally {
      if (this.running === source) this.running = null;
    }
  }

  private stopWork(): void {
    this.running?.cancel();
    this.running = null;
    this.stopTimer?.();
    this.stopTimer = null;
  }
}
