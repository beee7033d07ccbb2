import { asList, asNumber, asObject, asText } from '#test/harness/cdp';
import type { JsonObject, Page } from '#test/harness/cdp';

const CATEGORIES = ['toplevel', 'devtools.timeline', 'blink.user_timing'];

/** What the page's thread did during some work, milliseconds of processor time. */
export interface TracedWork<T> {
  readonly result: T;
  /** The longest task; of those after the page's mark `opening`, where it sets one. */
  readonly longestMs: number;
  /** All tasks that began before the page's mark `first-rows`; 0 without one. */
  readonly untilFirstMs: number;
}

function threadOf(event: JsonObject): string {
  return `${String(asNumber(event['pid']))}.${String(asNumber(event['tid']))}`;
}

/** Tasks of the page's own thread. */
function mainTasks(events: readonly JsonObject[]): readonly JsonObject[] {
  const names = new Map(events.filter((event) => event['name'] === 'thread_name').map((event) => [threadOf(event), asText(asObject(event['args'])['name'])]));
  return events.filter((event) => event['ph'] === 'X' && /RunTask$/.test(asText(event['name'])) && names.get(threadOf(event)) === 'CrRendererMain');
}

/**
 * Does `work` and tells how long the page's thread was busy: what others do on the machine meanwhile is not counted, unlike by the
 * engine's observer of long tasks.
 */
export async function traceTasks<T>(page: Page, work: () => Promise<T>): Promise<TracedWork<T>> {
  const events: JsonObject[] = [];
  const leave = page.on('Tracing.dataCollected', (params) => {
    events.push(...asList(params['value']).map(asObject));
  });
  await page.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: CATEGORIES } });
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
  const tasks = mainTasks(events);
  const markOf = (name: string): number => asNumber(events.find((event) => event['name'] === name)?.['ts']);
  const [opening, firstRows] = [markOf('opening'), markOf('first-rows')];
  const busyMs = (isMeant: (ts: number) => boolean): readonly number[] =>
    tasks.filter((task) => isMeant(asNumber(task['ts']))).map((task) => asNumber(task['tdur']) / 1000);
  return {
    result,
    longestMs: Math.max(0, ...busyMs((ts) => ts >= opening)),
    untilFirstMs: busyMs((ts) => ts < firstRows).reduce((sum, each) => sum + each, 0),
  };
}
