import { SECOND_MS } from '#core/base';
import type { AppError, Disposer } from '#core/base';
import type { WirePlay } from '#core/wire';
import type { ClockPort } from '#ports';
import type { PlatformApi } from './platform-api';

/** A place given back after this long: who only switches asks for the next address before, and keeps it. */
const GIVE_BACK_MS = 2 * SECOND_MS;

/** A stream's place among those the account may play at once: kept while it plays, given back when it stops. */
export class PlayLease {
  private readonly api: PlatformApi;
  private readonly clock: Pick<ClockPort, 'after'>;
  private cancel: Disposer | null = null;

  constructor(api: PlatformApi, clock: Pick<ClockPort, 'after'>) {
    this.api = api;
    this.clock = clock;
  }

  /** Something is asked for anew: a place about to be given back is kept. */
  renew(): void {
    this.cancel?.();
    this.cancel = null;
  }

  /** Beats until the disposer is called, which gives the place back. `onLost` is told that the place is gone (`media.replaced`). */
  hold({ id, beatEveryMs }: NonNullable<WirePlay['lease']>, onLost: (error: AppError) => void): Disposer {
    this.renew();
    const path = `/leases/${encodeURIComponent(id)}`;
    let isOver = false;
    let stop = this.clock.after(beatEveryMs, () => {
      this.beat(path, onLost, () => !isOver, beatEveryMs, (next) => {
        stop = next;
      });
    });
    return () => {
      if (isOver) return;
      isOver = true;
      stop();
      this.renew();
      this.cancel = this.clock.after(GIVE_BACK_MS, () => {
        this.cancel = null;
        // Unheard, the place runs out by itself.
        void this.api.call({ path, method: 'DELETE' });
      });
    };
  }

  private beat(path: string, onLost: (error: AppError) => void, isHeld: () => boolean, everyMs: number, note: (stop: Disposer) => void): void {
    void this.api.call({ path: `${path}/beat`, method: 'POST' }).then((answer) => {
      if (!isHeld()) return;
      // A beat that was not answered is one of several that may be lost.
      if (!answer.ok && answer.error.code === 'media.replaced') onLost(answer.error);
      else note(this.clock.after(everyMs, () => { this.beat(path, onLost, isHeld, everyMs, note); }));
    });
  }
}
