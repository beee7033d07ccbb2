import type { AVPlayManager, AVPlayPlaybackCallback } from 'tizen-tv-webapis';
import type { ClockPort, LogPort, Rect } from '#ports';
import { avplayError } from './avplay-error';

/** A seek without a callback is taken to be over after this (tv-platforms 5.4, rule 4). */
const SEEK_TIMEOUT_MS = 8_000;

/** What guards a player's calls. */
export interface AvplayCallsDependencies {
  readonly native: AVPlayManager;
  readonly clock: ClockPort;
  readonly log: LogPort;
}

/**
 * The native calls of one session, guarded: `prepareAsync` and `seekTo` as promises that settle once whatever callbacks
 * come, and everything else through {@link attempt}. While one of the two runs, only `close` is legal.
 */
export class AvplayCalls {
  private readonly dependencies: AvplayCallsDependencies;
  private isPending = false;
  private isOver = false;
  private settlePending: () => void = () => undefined;
  /** The player itself still does what was broken off: nothing but `close` is legal. */
  private isBrokenOff = false;
  private failPending: (reason: unknown) => void = () => undefined;

  constructor(dependencies: AvplayCallsDependencies) {
    this.dependencies = dependencies;
  }

  /** Whether an asynchronous operation runs. */
  get isBusy(): boolean {
    return this.isPending;
  }

  /** `open`, listener, rectangle and method, in the canonical order. Throws what the player throws. */
  open(url: string, listener: AVPlayPlaybackCallback, rect: Rect): void {
    const { native } = this.dependencies;
    if (native.getState() !== 'NONE') native.close();
    native.open(url);
    native.setListener(listener);
    this.setRect(rect);
    native.setDisplayMethod('PLAYER_DISPLAY_MODE_LETTER_BOX');
  }

  /** Always in 1920x1080, whatever the page's or panel's resolution is. */
  setRect(rect: Rect): void {
    this.dependencies.native.setDisplayRect(Math.round(rect.x), Math.round(rect.y), Math.round(rect.width), Math.round(rect.height));
  }

  /** Resolves when prepared; rejects with what the player gave as a reason. Never settles after {@link close}. */
  prepare(): Promise<void> {
    return this.run((ok, failed) => {
      this.dependencies.native.prepareAsync(ok, failed);
    }, null);
  }

  /** Resolves when a callback came or 8 s have passed; rejects with what the player gave as a reason. */
  seek(targetMs: number): Promise<void> {
    return this.run((ok, failed) => {
      this.dependencies.native.seekTo(targetMs, ok, failed);
    }, SEEK_TIMEOUT_MS);
  }

  /** A call whose failure changes nothing for the viewer; answers whether it worked. */
  attempt(action: string, call: (native: AVPlayManager) => void): boolean {
    try {
      call(this.dependencies.native);
      return true;
    } catch (error) {
      this.dependencies.log.write('debug', `avplay: ${action} was refused`, { ...avplayError(error, action).facts });
      return false;
    }
  }

  /** Ends an operation that runs with a reason of our own; false: none runs. */
  breakOff(reason: unknown): boolean {
    const wasBusy = this.isPending;
    this.isBrokenOff = this.isBrokenOff || wasBusy;
    this.failPending(reason);
    return wasBusy;
  }

  /** Lets the decoder go in this turn. `hasCues`: text may be on the plane, where some sets leave it. */
  close(hasCues: boolean): void {
    const wasBusy = this.isPending || this.isBrokenOff;
    this.isOver = true;
    this.settlePending();
    if (!wasBusy) {
      if (hasCues) this.attempt('setSilentSubtitle', (native) => {
        native.setSilentSubtitle(true);
      });
      this.attempt('stop', (native) => {
        native.stop();
      });
      this.dropListener();
    }
    this.attempt('close', (native) => {
      native.close();
    });
    if (wasBusy) this.dropListener();
  }

  /** AVPlay keeps the last listener and all it reaches, also after close. */
  private dropListener(): void {
    this.attempt('setListener', (native) => {
      native.setListener({});
    });
  }

  private run(start: (ok: () => void, failed: (reason: unknown) => void) => void, timeoutMs: number | null): Promise<void> {
    this.isPending = true;
    return new Promise((resolve, reject) => {
      let isSettled = false;
      // Sometimes both callbacks come, sometimes none: the first counts.
      const settle = (finish: () => void): void => {
        if (isSettled) return;
        isSettled = true;
        stopTimer();
        this.settlePending = () => undefined;
        this.failPending = () => undefined;
        this.isPending = false;
        finish();
      };
      const stopTimer = timeoutMs === null ? () => undefined : this.dependencies.clock.after(timeoutMs, () => {
        settle(resolve);
      });
      this.settlePending = () => {
        settle(resolve);
      };
      this.failPending = (reason) => {
        settle(() => { reject(new AvplayRefusal(reason)); });
      };
      try {
        start(
          () => {
            if (!this.isOver) settle(resolve);
          },
          (reason) => {
            if (!this.isOver) settle(() => {
              reject(new AvplayRefusal(reason));
            });
          },
        );
      } catch (error) {
        settle(() => {
          reject(new AvplayRefusal(error));
        });
      }
    });
  }
}

/** Carries what the player gave as a reason: often a plain object, which no promise should reject with. */
export class AvplayRefusal extends Error {
  readonly native: unknown;

  constructor(native: unknown) {
    super('refused by AVPlay');
    Object.setPrototypeOf(this, AvplayRefusal.prototype);
    this.native = native;
  }
}
