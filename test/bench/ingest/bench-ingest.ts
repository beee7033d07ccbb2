import { openIngestPage, openIngestUpstream, seededPlaylist } from '#test/harness/ingest';
import type { IngestPageWish, Reading } from '#test/harness/ingest';
import type { BenchOptions, Measurement } from '../measurement';

const ENTRIES = 50_000;
const THROTTLING = 6;
/** No task of the drawing thread may last longer. */
const TASK_MS = 50;

async function readOnce(wish: IngestPageWish, url: string): Promise<Reading> {
  const page = await openIngestPage(wish);
  try {
    // The first reading compiles; a set's viewer sees that one, too.
    return await page.read(url);
  } finally {
    await page.close();
  }
}

function measurementsOf(where: string, reading: Reading): readonly Measurement[] {
  return [
    { what: `${where}: the list is there`, value: reading.elapsedMs, unit: 'ms' },
    { what: `${where}: longest task of the drawing thread (0: none over 50 ms)`, value: reading.longTasks[0] ?? 0, unit: 'ms', atMost: TASK_MS },
    { what: `${where}: tasks over 50 ms`, value: reading.longTasks.length, unit: 'count' },
  ];
}

/**
 * A playlist read by the built program in Chromium whose drawing thread is slowed down six times, in a worker and in slices. Needs the
 * finished build and a browser. `size`: entries.
 */
export async function benchIngest(options: BenchOptions): Promise<readonly Measurement[]> {
  const upstream = await openIngestUpstream(seededPlaylist(options.size ?? ENTRIES));
  try {
    options.say('in a worker');
    const inWorker = await readOnce({ family: 'web', origin: 'http:', throttling: THROTTLING }, `${upstream.address}/plain`);
    options.say('in slices');
    const inSlices = await readOnce({ family: 'web', origin: 'http:', hasWorkers: false, throttling: THROTTLING }, `${upstream.address}/plain`);
    return [
      ...measurementsOf('in a worker', inWorker),
      ...measurementsOf('in slices', inSlices),
      { what: 'in slices: longest slice', value: inSlices.longestSliceMs, unit: 'ms', atMost: TASK_MS },
    ];
  } finally {
    upstream.close();
  }
}
