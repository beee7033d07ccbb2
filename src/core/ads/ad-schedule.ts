import type { AdBreak, AdOffset } from './vmap';

/** Breaks of what is being watched, and which of them are behind. */
export interface AdSchedule {
  readonly breaks: readonly AdBreak[];
  /** Ids of breaks that were shown or passed: they never come again. */
  readonly done: readonly string[];
}

/** A break that is due now, with the schedule after it. */
export interface DueBreak {
  readonly next: AdSchedule;
  readonly due: AdBreak | null;
}

function atMs(offset: AdOffset, durationMs: number): number {
  if (offset.kind === 'time') return offset.ms;
  return offset.kind === 'share' && durationMs > 0 && Number.isFinite(durationMs) ? offset.share * durationMs : Infinity;
}

/**
 * Begins at `startMs` of a title. `done`: what was shown of it lately. Breaks inside, up to where the viewer goes on, count as shown.
 */
export function openSchedule(breaks: readonly AdBreak[], startMs: number, durationMs: number, done: readonly string[]): AdSchedule {
  const passed = breaks.filter(({ offset }) => offset.kind !== 'start' && startMs > 0 && atMs(offset, durationMs) <= startMs).map(({ id }) => id);
  return { breaks, done: done.concat(passed.filter((id) => done.indexOf(id) === -1)) };
}

/** The break before the title, once. */
export function breakBefore(schedule: AdSchedule): DueBreak {
  const due = schedule.breaks.find(({ id, offset }) => offset.kind === 'start' && schedule.done.indexOf(id) === -1) ?? null;
  return due === null ? { next: schedule, due } : { next: { ...schedule, done: schedule.done.concat(due.id) }, due };
}

/**
 * The break at a position. A jump over several shows the last of them alone; the others are behind. Going back never shows one again.
 */
export function breakAt(schedule: AdSchedule, positionMs: number, durationMs: number): DueBreak {
  let due: AdBreak | null = null;
  const passed: string[] = [];
  for (const each of schedule.breaks) {
    if (each.offset.kind === 'start' || schedule.done.indexOf(each.id) !== -1 || atMs(each.offset, durationMs) > positionMs) continue;
    passed.push(each.id);
    if (due === null || atMs(each.offset, durationMs) >= atMs(due.offset, durationMs)) due = each;
  }
  return passed.length === 0 ? { next: schedule, due } : { next: { ...schedule, done: schedule.done.concat(passed) }, due };
}
