/**
 * Field misbehaviour of televisions that chaos mode brings in at random (tv-platforms T-26, W-10). Each name is a habit
 * seen on sets; the number is how often it happens, from 0 to 1.
 */
export interface ChaosHabits {
  /** Both callbacks of a seek fire. */
  readonly seekBoth: number;
  /** No callback of a seek fires. */
  readonly seekNone: number;
  /** A seek within the last three seconds fails. */
  readonly seekFailsNearEnd: number;
  /** A host that cannot be reached is only told after 30 s. */
  readonly slowDeadHost: number;
  /** The picture stands for 25 to 55 s without a word. */
  readonly silentStall: number;
  /** An error that means nothing follows a resume. */
  readonly errorAfterResume: number;
  /** `suspend` leaves the player idle at zero. */
  readonly suspendLeavesIdle: number;
  /** The last cue stays on the plane after close. */
  readonly cueLeftOnPlane: number;
  /** A key 13 follows a click of the pointer. */
  readonly okAfterClick: number;
  /** Bridges nobody holds are collected before they answer. */
  readonly collectsBridges: number;
}

/** A set that behaves as documented. */
export const CALM: ChaosHabits = {
  seekBoth: 0, seekNone: 0, seekFailsNearEnd: 0, slowDeadHost: 0, silentStall: 0, errorAfterResume: 0, suspendLeavesIdle: 0, cueLeftOnPlane: 0,
  okAfterClick: 0, collectsBridges: 0,
};

/** A set as owners describe it in forums. */
export const FIELD: ChaosHabits = {
  seekBoth: 0.2, seekNone: 0.2, seekFailsNearEnd: 0.5, slowDeadHost: 0.5, silentStall: 0.05, errorAfterResume: 0.3, suspendLeavesIdle: 0.5,
  cueLeftOnPlane: 0.5, okAfterClick: 0.5, collectsBridges: 1,
};

/** Decides by a seed, so that a failing run can be run again. */
export class Chaos {
  private state: number;
  private readonly habits: ChaosHabits;

  constructor(habits: ChaosHabits, seed: number) {
    this.habits = habits;
    this.state = seed | 0;
  }

  /** Whether the habit shows this time. */
  strikes(habit: keyof ChaosHabits): boolean {
    const chance = this.habits[habit];
    return chance > 0 && this.next() < chance;
  }

  /** A number from `low` to `high`. */
  between(low: number, high: number): number {
    return low + this.next() * (high - low);
  }

  private next(): number {
    // mulberry32
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }
}
