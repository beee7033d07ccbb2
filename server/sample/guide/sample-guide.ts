import { DAY_MS, MINUTE_MS } from '#core/base';
import { sampleCatalog } from '../sample-catalog';
import { DAY_START_MINUTE, fillDay } from './day-plan';
import { planOf } from './plan-of';
import type { SampleProgramme } from './programme';
import { seeded } from './seeded';

/** Days kept: all channels over the two weeks that are asked for, and a little. Smaller: lists are computed over and over. */
const MOST_DAYS = 1_000;
/** 1 January 1970 was a Thursday. */
const FIRST_WEEKDAY = 4;

const DAY_START_MS = DAY_START_MINUTE * MINUTE_MS;

const days = new Map<string, readonly SampleProgramme[]>();

function composeDay(slug: string, style: string, number: number): readonly SampleProgramme[] {
  const startMs = number * DAY_MS + DAY_START_MS;
  const day = { slug, number, weekday: (((number + FIRST_WEEKDAY) % 7) + 7) % 7, random: seeded(`${slug}/${String(number)}`) };
  return fillDay(planOf(slug, style)(day)).map(({ item, from, to }) => ({
    guideKey: slug,
    startMs: startMs + from * MINUTE_MS,
    stopMs: startMs + to * MINUTE_MS,
    title: item.title,
    subtitle: item.subtitle,
    description: item.description,
    category: item.category,
    picture: item.picture,
    age: item.age,
  }));
}

function dayOf(slug: string, style: string, number: number): readonly SampleProgramme[] {
  const key = `${slug}/${String(number)}`;
  const known = days.get(key);
  if (known !== undefined) return known;
  const made = composeDay(slug, style, number);
  const [oldest] = days.keys();
  if (days.size >= MOST_DAYS && oldest !== undefined) days.delete(oldest);
  days.set(key, made);
  return made;
}

/**
 * Programmes of the sample channels overlapping `fromMs..toMs`, by channel number and start; `slugs` `null` means all
 * channels, unknown slugs are left out. Computed, never stored: any moment of any year has a programme, without gaps, on a
 * five-minute grid, and the same question always has the same answer.
 */
export function sampleGuide(slugs: readonly string[] | null, fromMs: number, toMs: number): readonly SampleProgramme[] {
  const wanted = slugs === null ? null : new Set(slugs);
  const found: SampleProgramme[] = [];
  if (toMs <= fromMs) return found;
  const first = Math.floor((fromMs - DAY_START_MS) / DAY_MS);
  const last = Math.floor((toMs - 1 - DAY_START_MS) / DAY_MS);
  for (const { slug, style } of sampleCatalog().channels) {
    if (wanted !== null && !wanted.has(slug)) continue;
    for (let number = first; number <= last; number += 1) {
      for (const programme of dayOf(slug, style, number)) {
        if (programme.stopMs > fromMs && programme.startMs < toMs) found.push(programme);
      }
    }
  }
  return found;
}
