import { setTimeout as delay } from 'node:timers/promises';
import { asList, asNumber, asObject, asText } from '#test/harness/cdp';
import type { JsonObject, Page } from '#test/harness/cdp';

/** An engine that begins to trace notes the functions there are: in a slowed page tasks of 80 ms, which are none of the work's. */
const SETTLE_MS = 1_500;
const CATEGORIES = ['toplevel', 'devtools.timeline', 'blink.user_timing'];

function threadOf(event: JsonObject): string {
  return `${String(asNumber(event['pid']))}.${String(asNumber(event['tid']))}`;
}

/** Whether a slice is a whole task of its thread. */
export function isTask(slice: JsonObject): boolean {
  return /RunTask$/.test(asText(slice['name']));
}

/** What the engine's tracing tells of some work. */
export interface Traced<T> {
  readonly result: T;
  /** Finished slices of the page's own thread: `ts`, `dur` and `tdur` (processor time) in microseconds. */
  readonly slices: readonly JsonObject[];
  /** All events of all threads. */
  readonly events: readonly JsonObject[];
}

/** Does `work` while the engine notes what its threads do. */
export async function traceEvents<T>(page: Page, work: () => Promise<T>): Promise<Traced<T>> {
  const events: JsonObject[] = [];
  const leave = page.on('Tracing.dataCollected', (params) => {
    events.push(...asList(params['value']).map(asObject));
  });
  await page.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: CATEGORIES } });
  await delay(SETTLE_MS);
  const result = await work();
  const complete = new Promise<void>((resolve) => {
    const end = page.on('Tracing.tracingComplete', () => {
      end();
      resolve();
    });
  });
  await page.send('Tracing.end');
  await complete;
  leave();
  const names = new Map(events.filter((event) => event['name'] === 'thread_name').map((event) => [threadOf(event), asText(asObject(event['args'])['name'])]));
  return { result, events, slices: events.filter((event) => event['ph'] === 'X' && names.get(threadOf(event)) === 'CrRendererMain') };
}
