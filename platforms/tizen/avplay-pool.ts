import type { AVPlayManager } from 'tizen-tv-webapis';
import { AppError } from '#core/base';
import type { AvplaySurface } from './avplay-surface';

/** One player's place among those of a set: its own AVPlay object, and whether another has the picture. */
export interface AvplaySeat {
  /** Throws `media.busy` where the set gives no second object. */
  readonly native: AVPlayManager;
  /** Another one's stream is open that was there first: this one may gather, and neither shows nor decodes anything. */
  readonly isBeside: boolean;
  /** The seat's stream opens, or is closed. */
  setOpen(isOpen: boolean): void;
  /** Moves the hole in the page; nothing while {@link isBeside}: the picture is another's. */
  readonly surface: Pick<AvplaySurface, 'place'>;
  /** The player is gone. */
  leave(): void;
}

/** What seats are made of. */
export interface AvplayPoolDependencies {
  /** `webapis.avplay`. */
  readonly native: AVPlayManager;
  /** `webapis.avplaystore`; absent where the set has none. */
  readonly store?: { getPlayer(): AVPlayManager };
  readonly surface: Pick<AvplaySurface, 'place'>;
}

/**
 * Hands AVPlay objects to players (tv-platforms 2.13). The first is the page's own; further ones come from AVPlayStore, are made once and used again: a set
 * gives four at most. Which of the players has the picture is told by who was there first.
 */
export class AvplayPool {
  private readonly dependencies: AvplayPoolDependencies;
  private readonly seats: Seat[] = [];
  private readonly free: AVPlayManager[];

  constructor(dependencies: AvplayPoolDependencies) {
    this.dependencies = dependencies;
    this.free = [dependencies.native];
  }

  /** A seat for a new player. */
  take(): AvplaySeat {
    const { surface } = this.dependencies;
    const seat = new Seat({
      surface,
      take: () => this.takeNative(),
      isBeside: (asking) => this.seats.some((other, at) => other.isOpen && at < this.seats.indexOf(asking)),
      leave: (leaving, native) => {
        this.seats.splice(this.seats.indexOf(leaving), 1);
        if (native !== null) this.free.push(native);
      },
    });
    this.seats.push(seat);
    return seat;
  }

  private takeNative(): AVPlayManager {
    const kept = this.free.shift();
    if (kept !== undefined) return kept;
    try {
      const made = this.dependencies.store?.getPlayer();
      if (made !== undefined) return made;
    } catch {
      // QuotaExceededError: the set has no memory for another.
    }
    throw new AppError('media.busy', { facts: { players: this.seats.length } });
  }
}

interface SeatRules {
  readonly surface: Pick<AvplaySurface, 'place'>;
  take(): AVPlayManager;
  isBeside(seat: Seat): boolean;
  leave(seat: Seat, native: AVPlayManager | null): void;
}

class Seat implements AvplaySeat {
  isOpen = false;
  readonly surface: Pick<AvplaySurface, 'place'>;
  private readonly rules: SeatRules;
  private own: AVPlayManager | null = null;

  constructor(rules: SeatRules) {
    this.rules = rules;
    this.surface = {
      place: (rect) => {
        if (!this.isBeside) rules.surface.place(rect);
      },
    };
  }

  get native(): AVPlayManager {
    this.own ??= this.rules.take();
    return this.own;
  }

  get isBeside(): boolean {
    return this.rules.isBeside(this);
  }

  setOpen(isOpen: boolean): void {
    this.isOpen = isOpen;
  }

  leave(): void {
    this.isOpen = false;
    this.rules.leave(this, this.own);
    this.own = null;
  }
}
