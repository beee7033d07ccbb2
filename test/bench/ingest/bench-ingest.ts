import { openIngestPage, openIngestUpstream, seededPlaylist } from '#test/harness/ingest';
import type { IngestPageWish, Reading } from '#test/harness/ingest';
import type { BenchOptions, Measurement } from '../measurement';
import { traceTasks } from '../storage/trace-tasks';
import type { TracedWork } from '../storage/trace-tasks';

const ENTRIES = 50_000;
const THROTTLING = 6;
/** No task of the drawing thread may last longer. */
const TASK_MS = 50;

/** Readings of each kind; the least counts: what others do on the machine can only add. */
const REPEATS = 3;

type Wish = Pick<IngestPageWish, 'hasWorkers' | 'throttling'>;

/** The first reading of a page compiles; a set's viewer sees that one, too. */
async function readOnce(wish: Wish, url: string, options: BenchOptions): Promise<TracedWork<Reading>> {
  const page = await openIngestPage({ family: 'web', origin: 'http:', ...wish });
  try {
    const traced = await traceTasks(page.page, () => page.read(url));
    options.say(`  longest task ${traced.longestMs.toFixed(1)} ms of processor time (${traced.longestParts}), longest slice ${traced.result.longestSliceMs.toFixed(0)} ms`);
    return traced;
  } finally {
    await page.close();
  }
}

async function measure(where: string, wish: Pick<Wish, 'hasWorkers'>, url: string, options: BenchOptions): Promise<readonly Measurement[]> {
  const slow: Array<TracedWork<Reading>> = [];
  const fast: Array<TracedWork<Reading>> = [];
  for (let i = 0; i < (options.repeats ?? REPEATS); i += 1) {
    options.say(`${where}, ${String(THROTTLING)}x slower`);
    slow.push(await readOnce({ ...wish, throttling: THROTTLING }, url, options));
    options.say(`${where}, as fast as the machine is`);
    fast.push(await readOnce(wish, url, options));
  }
  const least = (of: (reading: Reading) => number): number => Math.min(...slow.map(({ result }) => of(result)));
  const inSlices: readonly Measurement[] = wish.hasWorkers === false ? [{ what: `${where}: longest slice of a page slowed down, time of the clock`, value: least(({ longestSliceMs }) => longestSliceMs), unit: 'ms' }] : [];
  return [
    { what: `${where}: the list is there`, value: least(({ elapsedMs }) => elapsedMs), unit: 'ms' },
    { what: `${where}: longest task, processor time of a page that is not slowed down times ${String(THROTTLING)}`, value: THROTTLING * Math.min(...fast.map(({ longestMs }) => longestMs)), unit: 'ms', atMost: TASK_MS },
    { what: `${where}: longest task of a page slowed down, processor time with what slowing takes`, value: Math.min(...slow.map(({ longestMs }) => longestMs)), unit: 'ms', atMost: TASK_MS },
    { what: `${where}: longest task of a page slowed down, time of the clock (0: none over 50 ms)`, value: least(({ longTasks }) => Math.max(0, ...longTasks)), unit: 'ms' },
    { what: `${where}: tasks over 50 ms of a page slowed down`, value: least(({ longTasks }) => longTasks.length), unit: 'count' },
    ...inSlices,
  ];
}

/**
 * A playlist read by the built program in Chromium, in a worker and in slices; of several readings the least. The longest task is told twice: what it takes of a
 * processor, times six, and on a page that the engine slows down six times. The engine does that by keeping a thread busy for five times as long as the clock went on, so that what others do on
 * the machine counts sixfold, and tasks of 80 ms appear in which nothing ran: times of the clock have no mark. Needs the finished build and a browser. `size`: entries.
 */
export async function benchIngest(options: BenchOptions): Promise<readonly Measurement[]> {
  const upstream = await openIngestUpstream(seededPlaylist(options.size ?? ENTRIES));
  try {
    const url = `${upstream.address}/plain`;
    return [...(await measure('in a worker', {}, url, options)), ...(await measure('in slices', { hasWorkers: false }, url, options))];
  } finally {
    upstream.close();
  }
}
