import { asNumber } from '#test/harness/cdp';
import type { Page } from '#test/harness/cdp';
import { isTask, traceEvents } from '../trace-events';

/**
 * Does `start`, which loads a page and answers after how many milliseconds of its navigation something was there; answers the milliseconds of processor time
 * the page's thread took until then. What the page waited for (network, store, drawing in software) is not in it.
 */
export async function traceStart(page: Page, start: () => Promise<number>): Promise<number> {
  const { result, slices, events } = await traceEvents(page, start);
  const beginnings = events.filter((event) => event['name'] === 'navigationStart').map((event) => asNumber(event['ts']));
  const fromUs = Math.max(...beginnings);
  const tasks = slices.filter((slice) => isTask(slice) && asNumber(slice['ts']) >= fromUs && asNumber(slice['ts']) < fromUs + result * 1000);
  return tasks.reduce((sum, task) => sum + asNumber(task['tdur'] ?? 0), 0) / 1000;
}
