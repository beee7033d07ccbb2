import { DAY_MS, HOUR_MS, MINUTE_MS } from '../base';

/** What is remembered counts half as much after this. */
const HALF_LIFE_MS = 14 * DAY_MS;
/** How much an hour says of another: servers are full in the evening, and every evening. */
const NEIGHBOUR_WEIGHT = 0.5;
const OTHER_WEIGHT = 0.1;
/** Nothing is doubted before it failed once. */
const BENEFIT_OF_DOUBT = 1;
const HOURS = 24;
const ONE_DIGIT = 10;

/** How often a version stood firm and how often it failed, by hour of the day; old times count less. */
export interface SteadyRecord {
  readonly atMs: number;
  readonly hours: ReadonlyMap<number, { readonly good: number; readonly bad: number }>;
}

/** The hour of the viewer's day, 0 to 23. */
export function hourOf(nowMs: number, utcOffsetMin: number): number {
  return (((Math.floor((nowMs + utcOffsetMin * MINUTE_MS) / HOUR_MS) % HOURS) + HOURS) % HOURS);
}

/** What is left by now of what was noted at `atMs`, 0 to 1. */
function fadingSince(atMs: number, nowMs: number): number {
  return Math.pow(0.5, Math.max(0, nowMs - atMs) / HALF_LIFE_MS);
}

/** The record after one more time. `null`: the first. */
export function noteTime(record: SteadyRecord | null, hour: number, wasGood: boolean, nowMs: number): SteadyRecord {
  const fading = record === null ? 1 : fadingSince(record.atMs, nowMs);
  const hours = new Map<number, { readonly good: number; readonly bad: number }>();
  record?.hours.forEach(({ good, bad }, each) => hours.set(each, { good: good * fading, bad: bad * fading }));
  const before = hours.get(hour) ?? { good: 0, bad: 0 };
  hours.set(hour, { good: before.good + (wasGood ? 1 : 0), bad: before.bad + (wasGood ? 0 : 1) });
  return { atMs: nowMs, hours };
}

/** How steady a version is expected to be at an hour, 0 to 1; 1 for one that never failed. */
export function steadinessAt(record: SteadyRecord | null, hour: number, nowMs: number): number {
  if (record === null) return 1;
  const fading = fadingSince(record.atMs, nowMs);
  let good = 0;
  let bad = 0;
  record.hours.forEach((times, each) => {
    const apart = Math.min((each - hour + HOURS) % HOURS, (hour - each + HOURS) % HOURS);
    const weight = fading * (apart === 0 ? 1 : apart === 1 ? NEIGHBOUR_WEIGHT : OTHER_WEIGHT);
    good += times.good * weight;
    bad += times.bad * weight;
  });
  return (good + BENEFIT_OF_DOUBT) / (good + bad + BENEFIT_OF_DOUBT);
}

/** A record as a short text: `20:3,1;21:0,2`. */
export function writeSteady({ hours }: SteadyRecord): string {
  const short = (value: number): string => String(Math.round(value * ONE_DIGIT) / ONE_DIGIT);
  return Array.from(hours, ([hour, { good, bad }]) => `${String(hour)}:${short(good)},${short(bad)}`).join(';');
}

/** Reads what {@link writeSteady} wrote at `atMs`; `null` for anything else. */
export function readSteady(text: string, atMs: number): SteadyRecord | null {
  const hours = new Map<number, { readonly good: number; readonly bad: number }>();
  for (const part of text.split(';')) {
    const [, hour = '', good = '', bad = ''] = /^(\d{1,2}):(\d+(?:\.\d)?),(\d+(?:\.\d)?)$/.exec(part) ?? [];
    if (hour === '' || Number(hour) >= HOURS) return null;
    hours.set(Number(hour), { good: Number(good), bad: Number(bad) });
  }
  return { atMs, hours };
}
