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
const REPEATS = 5;
/** How long the page is watched that has a busy worker and nothing to do itself. */
const CONTROL_MS = 10_000;
/** Timers that do nothing, one after another, beside a worker that keeps one processor busy. */
const CONTROL = `new Promise((resolve) => {
  const worker = new Worker(URL.createObjectURL(new Blob(['for (;;);'])));
  const endMs = performance.now() + ${String(CONTROL_MS)};
  const turn = () => {
    if (performance.now() < endMs) setTimeout(turn, 0);
    else {
      worker.terminate();
      resolve(0);
    }
  };
  turn();
})`;

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

/** What a slowed page's longest task takes when there is nothing to do: what the slowing makes of others' work. */
async function measureControl(options: BenchOptions): Promise<Measurement> {
  const page = await openIngestPage({ family: 'web', origin: 'http:', throttling: THROTTLING });
  try {
    const { longestMs } = await traceTasks(page.page, () => page.page.evaluateAsync(CONTROL, CONTROL_MS * 6));
    options.say(`control: longest task ${longestMs.toFixed(1)} ms`);
    return { what: `control: longest task of a page slowed down that does nothing for ${String(CONTROL_MS / 1000)} s beside a busy worker, processor time`, value: longestMs, unit: 'ms' };
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
  const inSlices: readonly Measurement[] = wish.hasWorkers === false ? [{ what: `${where}: longest slice of a page slowed down, time of the clock`, value: least(({ longestSliceMs }) => longestSliceMs), unit: 'ms', atMost: TASK_MS }] : [];
  return [
    { what: `${where}: the list is there`, value: least(({ elapsedMs }) => elapsedMs), unit: 'ms' },
    { what: `${where}: longest task, processor time of a page that is not slowed down times ${String(THROTTLING)}`, value: THROTTLING * Math.min(...fast.map(({ longestMs }) => longestMs)), unit: 'ms', atMost: TASK_MS },
    { what: `${where}: longest task of a page slowed down, processor time with what slowing takes`, value: Math.min(...slow.map(({ longestMs }) => longestMs)), unit: 'ms', atMost: TASK_MS },
    { what: `${where}: longest task of a page slowed down, time of the clock (0: none over 50 ms)`, value: least(({ longTasks }) => Math.max(0, ...longTasks)), unit: 'ms', atMost: TASK_MS },
    { what: `${where}: tasks over 50 ms of a page slowed down`, value: least(({ longTasks }) => longTasks.length), unit: 'count', atMost: 0 },
    ...inSlices,
  ];
}

/**
 * A playlist read by the built program in Chromium, in a worker and in slices; of several readings the least. The longest task is told by what it takes of a
 * processor, times six, and by a page that the engine slows down six times, slices by its clock as well. The engine does that by keeping a thread busy for five times as long
 * as the clock went on, so that what others do on the machine counts sixfold, and tasks come up in which nothing ran: those of a
 * page that does nothing while a worker is busy stand beside. Needs the finished build and a browser. `size`: entries.
 */
export async function benchIngest(options: BenchOptions): Promise<readonly Measurement[]> {
  const upstream = await openIngestUpstream(seededPlaylist(options.size ?? ENTRIES));
  try {
    const url = `${upstream.address}/plain`;
    return [await measureControl(options), ...(await measure('in a worker', {}, url, options)), ...(await measure('in slices', { hasWorkers: false }, url, options))];
  } finally {
    upstream.close();
  }
}
