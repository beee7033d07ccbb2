import { MINUTE_MS, parseItemKey } from '#core/base';
import type { ItemKey } from '#core/base';
import { addMinutes, binAt, HOUR_BINS, hoursOf, usualChannels } from '#core/recommend';
import type { HourMinutes } from '#core/recommend';
import { signal } from '#core/state';
import { asFields, numberOf } from '#core/wire';
import type { ClockPort, LogPort } from '#ports';
import type { StoredCell } from '#sources/storage';

/** Who zaps past a channel does not watch it. */
const LEAST_STAY_MS = 2 * MINUTE_MS;
/** Somebody who fell asleep has no habit. */
const MOST_STAY_MS = 240 * MINUTE_MS;
/** Channels remembered; those watched least are forgotten. */
const MOST_CHANNELS = 60;

type Habits = ReadonlyMap<ItemKey, ReadonlyMap<number, HourMinutes>>;

/** What habits need. */
export interface HabitDeps {
  readonly clock: Pick<ClockPort, 'nowMs' | 'utcOffsetMin'>;
  readonly log: LogPort;
  cellOf(profileId: string): StoredCell;
}

function readHabits(value: unknown): Habits {
  const channels = asFields(asFields(value)?.['channels']) ?? {};
  const habits = new Map<ItemKey, ReadonlyMap<number, HourMinutes>>();
  for (const key of Object.keys(channels)) {
    const list = channels[key];
    if (parseItemKey(key)?.kind !== 'channel' || !Array.isArray(list)) continue;
    const bins = new Map<number, HourMinutes>();
    for (const item of list) {
      const fields = asFields(item);
      const bin = fields === null ? -1 : numberOf(fields, 'bin', -1);
      if (fields !== null && Number.isInteger(bin) && bin >= 0 && bin < HOUR_BINS) bins.set(bin, { minutes: Math.max(0, numberOf(fields, 'minutes', 0)), atMs: numberOf(fields, 'atMs', 0) });
    }
    habits.set(key as ItemKey, bins);
  }
  return habits;
}

/** Which channels a profile watches at which hours. Kept on the set; old habits fade. */
export class ChannelHabits {
  private readonly habits = signal<Habits>(new Map());
  private readonly deps: HabitDeps;
  private cell: StoredCell | null = null;
  private watching: { readonly key: ItemKey; readonly sinceMs: number } | null = null;

  constructor(deps: HabitDeps) {
    this.deps = deps;
  }

  /** Reads what a profile's habits are; `null`: nobody watches. */
  async openProfile(profileId: string | null): Promise<void> {
    const cell = profileId === null ? null : this.deps.cellOf(profileId);
    this.cell = cell;
    this.watching = null;
    this.habits.value = new Map();
    const stored = cell === null ? null : await cell.read();
    if (this.cell === cell) this.habits.value = readHabits(stored);
  }

  /** What plays from now on; `null`: no channel. What played before is noted, where it was watched and not passed by. */
  note(key: ItemKey | null): void {
    const nowMs = this.deps.clock.nowMs();
    const { watching } = this;
    if (watching?.key === key) return;
    this.watching = key === null ? null : { key, sinceMs: nowMs };
    if (watching === null || nowMs - watching.sinceMs < LEAST_STAY_MS) return;
    this.add(watching.key, watching.sinceMs, Math.min(nowMs, watching.sinceMs + MOST_STAY_MS));
  }

  /** Channels usually watched around a moment, most first. */
  usual(nowMs: number): ReadonlyArray<{ readonly key: ItemKey; readonly minutes: number }> {
    return usualChannels(this.habits.value, binAt(nowMs, this.deps.clock.utcOffsetMin(nowMs) * MINUTE_MS), nowMs);
  }

  /** Forgets what was watched last before a moment. */
  forgetBefore(beforeMs: number): void {
    const next = new Map<ItemKey, ReadonlyMap<number, HourMinutes>>();
    let dropped = 0;
    this.habits.peek().forEach((bins, key) => {
      const kept = new Map(Array.from(bins).filter(([, { atMs }]) => atMs >= beforeMs));
      dropped += bins.size - kept.size;
      if (kept.size > 0) next.set(key, kept);
    });
    if (dropped > 0) this.put(next);
  }

  /** Forgets one channel. */
  forgetChannel(key: ItemKey): void {
    if (!this.habits.peek().has(key)) return;
    const next = new Map(this.habits.peek());
    next.delete(key);
    this.put(next);
  }

  private add(key: ItemKey, fromMs: number, toMs: number): void {
    const bins = new Map(this.habits.peek().get(key) ?? []);
    for (const { bin, minutes } of hoursOf(fromMs, toMs, this.deps.clock.utcOffsetMin(fromMs) * MINUTE_MS)) bins.set(bin, addMinutes(bins.get(bin), minutes, toMs));
    const next = new Map(this.habits.peek()).set(key, bins);
    if (next.size > MOST_CHANNELS) {
      const sumOf = (each: ReadonlyMap<number, HourMinutes>): number => Array.from(each.values()).reduce((sum, { minutes }) => sum + minutes, 0);
      const [least] = Array.from(next).sort((a, b) => sumOf(a[1]) - sumOf(b[1]));
      if (least !== undefined) next.delete(least[0]);
    }
    this.put(next);
  }

  private put(habits: Habits): void {
    const { cell } = this;
    this.habits.value = habits;
    const channels: Record<string, unknown> = {};
    habits.forEach((bins, key) => {
      channels[key] = Array.from(bins, ([bin, { minutes, atMs }]) => ({ bin, minutes: Math.round(minutes * 10) / 10, atMs }));
    });
    cell?.write(() => ({ channels })).catch((error: unknown) => {
      this.deps.log.write('warn', 'habits not kept', { reason: error instanceof Error ? error.message : 'unknown' });
    });
  }
}
