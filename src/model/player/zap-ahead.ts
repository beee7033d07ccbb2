import { createCancelSource, SECOND_MS, toAppError } from '#core/base';
import type { AppError, CancelSignal, CancelSource, Disposer, ItemKey, Result } from '#core/base';
import { hostOf } from '#core/account';
import type { PlaybackState } from '#core/playback';
import type { ClockPort, LogPort, MediaPort } from '#ports';
import type { PlayAnswer, RoomBeside } from '#sources/source';
import { isOver } from './is-over';
import type { MediaDriver } from './media-driver';
import type { ExpectedTitle } from './player-model';

/** The picture, or the focus on Play, has this long to itself; sooner, a quick walk through channels or titles would open each one's neighbour. */
const SETTLE_MS = 700;
/** A stream that waits grows old and holds a line; who goes through channels presses again within this. */
const WAITS_MS = 10 * SECOND_MS;

/** What may be wanted next: a channel, or a title as its page would start it. */
export type Expected = ExpectedTitle | { readonly kind: 'watch-channel'; readonly key: ItemKey };

/** What looking ahead needs. */
export interface ZapAheadDeps {
  readonly clock: ClockPort;
  readonly log: LogPort;
  readonly driver: MediaDriver;
  /** How many decoders there may be. */
  readonly media: Pick<MediaPort, 'maxPlayers'>;
  /** What the source of it lets do ahead; `nothing` for what the viewer may not simply watch. */
  roomFor(next: Expected): RoomBeside;
  /** Its address, with the place at which it would begin. */
  resolve(next: Expected, signal: CancelSignal): Promise<Result<PlayAnswer, AppError>>;
  /** Gets name and secure connection of an address's host ready, without asking for the stream. Never rejects. */
  warm(url: string, signal: CancelSignal): Promise<void>;
}

/**
 * Prepares what comes next: while a channel plays the one after it in the direction of zapping; while nothing plays the title on whose
 * Play the viewer rests. Opened beside where a decoder and a line are to spare, else its host is got ready and the engine told where a title
 * is. On an account with one line nothing of it is asked for.
 */
export class ZapAhead {
  private readonly deps: ZapAheadDeps;
  private expected: ItemKey | null = null;
  private title: ExpectedTitle | null = null;
  private isIdle = true;
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

  /** The title on whose Play the focus is (`null`: on none). What was prepared before goes when the focus has been elsewhere for a while. */
  expectTitle(title: ExpectedTitle | null): void {
    // What plays has taken what stood ready for it, and nothing is opened beside it for a page.
    if (!this.isIdle || (title === null && this.title === null)) return;
    this.title = title;
    this.wait();
  }

  /** The session went to another state. */
  note(state: PlaybackState): void {
    this.isIdle = state.kind === 'idle';
    if (state.kind === 'playing' && state.isLive) {
      if (this.expected !== null && this.stopTimer === null && this.running === null) this.wait();
      return;
    }
    this.stopWork();
    this.title = null;
    // While the next one is being opened, what was prepared may be just that.
    if (state.kind === 'preparing') return;
    this.expected = null;
    this.deps.driver.dropStandBy();
  }

  /** Nothing is wanted any more: the app goes out of sight, or what played is over. */
  drop(): void {
    this.stopWork();
    this.title = null;
    this.expected = null;
    this.deps.driver.dropStandBy();
  }

  private wait(): void {
    this.stopWork();
    this.stopTimer = this.deps.clock.after(SETTLE_MS, () => {
      this.stopTimer = null;
      const next: Expected | null = this.isIdle ? this.title : this.expected === null ? null : { kind: 'watch-channel', key: this.expected };
      this.expected = null;
      if (next === null) this.deps.driver.dropStandBy();
      else void this.prepare(next);
    });
  }

  private async prepare(next: Expected): Promise<void> {
    const { driver, media: decoders, clock, log } = this.deps;
    const room = this.deps.roomFor(next);
    if (room !== 'stream') driver.dropStandBy();
    if (room === 'nothing') return;
    const source = createCancelSource();
    this.running = source;
    try {
      const answer = await this.deps.resolve(next, source.signal);
      if (isOver(source.signal)) return;
      // A place among those the account may play at once is taken by what plays alone.
      if (answer.ok && room === 'stream' && decoders.maxPlayers > 1 && answer.value.hold === undefined) {
        await driver.standBy(answer.value.media, source.signal);
        if (isOver(source.signal)) return;
        this.stopTimer = clock.after(WAITS_MS, () => {
          this.stopTimer = null;
          driver.dropStandBy();
          this.announce(next, answer.value);
        });
        return;
      }
      driver.dropStandBy();
      if (answer.ok) this.announce(next, answer.value);
      if (answer.ok && hostOf(answer.value.media.url) !== hostOf(driver.answer.peek()?.media.url ?? '')) await this.deps.warm(answer.value.media.url, source.signal);
    } catch (error) {
      log.write('debug', 'not prepared', { what: next.kind, code: toAppError(error).code });
    } finally {
      if (this.running === source) this.running = null;
    }
  }

  /** A title is waited for, so the engine may know its address; a channel is opened by engines that have no use for it. */
  private announce(next: Expected, { media }: PlayAnswer): void {
    if (next.kind !== 'watch-channel') this.deps.driver.announce(media);
  }

  private stopWork(): void {
    this.running?.cancel();
    this.running = null;
    this.stopTimer?.();
    this.stopTimer = null;
  }
}
