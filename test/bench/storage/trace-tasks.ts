import { asNumber, asText } from '#test/harness/cdp';
import type { JsonObject, Page } from '#test/harness/cdp';
import { isTask, traceEvents } from '../trace-events';

/** What the page's thread did during some work, milliseconds of processor time. */
export interface TracedWork<T> {
  readonly result: T;
  /** The longest task; of those after the page's mark `opening`, where it sets one. */
  readonly longestMs: number;
  /** What most of the longest task went into, with milliseconds: functions, collections, layout. */
  readonly longestParts: string;
  /** All tasks that began before the page's mark `first-rows`; 0 without one. */
  readonly untilFirstMs: number;
}

function partsOf(task: JsonObject | undefined, slices: readonly JsonObject[]): string {
  if (task === undefined) return '';
  const [from, to] = [asNumber(task['ts']), asNumber(task['ts']) + asNumber(task['dur'])];
  const inside = slices.filter((slice) => slice !== task && asNumber(slice['ts']) >= from && asNumber(slice['ts']) + asNumber(slice['dur']) <= to);
  const largest = inside.sort((a, b) => asNumber(b['tdur']) - asNumber(a['tdur'])).slice(0, 5);
  return largest.map((slice) => `${asText(slice['name'])} ${(asNumber(slice['tdur']) / 1000).toFixed(1)}`).join(', ');
}

/**
 * Does `work` and tells how long the page's thread was busy: what others do on the machine meanwhile is not counted, unlike by the
 * engine's observer of long tasks.
 */
export async function traceTasks<T>(page: Page, work: () => Promise<T>): Promise<TracedWork<T>> {
  const { result, slices, events } = await traceEvents(page, work);
  const tasks = slices.filter(isTask);
  const markOf = (name: string): number => asNumber(events.find((event) => event['name'] === name)?.['ts']);
  const [opening, firstRows] = [markOf('opening'), markOf('first-rows')];
  const busyMs = (isMeant: (ts: number) => boolean): readonly number[] =>
    tasks.filter((task) => isMeant(asNumber(task['ts']))).map((task) => asNumber(task['tdur']) / 1000);
  const [longest] = tasks.filter((task) => asNumber(task['ts']) >= opening).sort((a, b) => asNumber(b['tdur']) - asNumber(a['tdur']));
  return {
    result,
    longestParts: partsOf(longest, slices),
    longestMs: Math.max(0, ...busyMs((ts) => ts >= opening)),
    untilFirstMs: busyMs((ts) => ts < firstRows).reduce((sum, each) => sum + each, 0),
  };
}
