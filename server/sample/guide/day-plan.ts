import type { GuideItem } from './programme';
import type { Seeded } from './seeded';

/** What a plan may ask about the day it is made for. */
export interface GuideDay {
  /** The channel. */
  readonly slug: string;
  /** Number of the broadcast day since 1970. */
  readonly number: number;
  /** 0 Sunday to 6 Saturday. */
  readonly weekday: number;
  readonly random: Seeded;
}

/**
 * A stretch of the day. It begins at `at` (`HH:MM` UTC; hours before the broadcast day's start belong to the following
 * calendar day) and lasts until the next one. `items` are put in a row, again from the front when they run out; the last
 * one is stretched, cut or replaced so that the stretch is filled exactly. A single item fills its stretch alone.
 */
export interface Stretch {
  readonly at: string;
  readonly items: readonly GuideItem[];
}

/** A plan: stretches in order, the first at the broadcast day's start. */
export type DayPlan = (day: GuideDay) => readonly Stretch[];

/** When broadcast days begin, minutes after midnight UTC. */
export const DAY_START_MINUTE = 5 * 60;
const DAY_MINUTES = 24 * 60;
/** Anything shorter is joined to the programme before it. */
const SHORTEST_MINUTES = 10;
/** How much longer than usual a programme may be made to reach the next stretch. */
const MOST_STRETCH_MINUTES = 20;

/** A programme within a day: minutes since the day's start. */
export interface PlacedItem {
  readonly item: GuideItem;
  readonly from: number;
  readonly to: number;
}

function minuteOf(at: string): number {
  const [hours = 0, minutes = 0] = at.split(':').map(Number);
  return (hours * 60 + minutes - DAY_START_MINUTE + DAY_MINUTES) % DAY_MINUTES;
}

/** Chooses what fills `room` minutes: the next item that fits, else the shortest. */
function nextItem(queue: readonly GuideItem[], start: number, room: number): number {
  for (let offset = 0; offset < queue.length; offset += 1) {
    const index = (start + offset) % queue.length;
    const minutes = queue[index]?.minutes ?? 0;
    if (minutes <= room) return index;
  }
  return queue.reduce((shortest, item, index) => (item.minutes < (queue[shortest]?.minutes ?? Infinity) ? index : shortest), 0);
}

function fillStretch(items: readonly GuideItem[], from: number, to: number): PlacedItem[] {
  const [single] = items;
  if (items.length === 1 && single !== undefined) return [{ item: single, from, to }];
  const placed: PlacedItem[] = [];
  let at = from;
  let turn = 0;
  while (at < to) {
    const index = nextItem(items, turn, to - at);
    const item = items[index];
    if (item === undefined) throw new RangeError('A stretch without programmes');
    const rest = to - at - item.minutes;
    const isLast = rest < SHORTEST_MINUTES || (rest <= MOST_STRETCH_MINUTES && items.every((one) => one.minutes > rest));
    const end = isLast ? to : at + item.minutes;
    placed.push({ item, from: at, to: end });
    at = end;
    turn = (index + 1) % items.length;
  }
  return placed;
}

/** Fills a whole broadcast day without gaps. */
export function fillDay(stretches: readonly Stretch[]): PlacedItem[] {
  return stretches.flatMap((stretch, index) => {
    const next = stretches[index + 1];
    return fillStretch(stretch.items, minuteOf(stretch.at), next === undefined ? DAY_MINUTES : minuteOf(next.at));
  });
}
