import { minify } from '@swc/core';
import { asNumber, asObject, launchBrowser } from '#test/harness/cdp';
import type { JsonObject, Page } from '#test/harness/cdp';
import { MediaServer, buildPageScript } from '#test/simulators';
import { quantile } from '../measurement';
import type { BenchOptions, BenchResult, Measurement } from '../measurement';
import { traceTasks } from './trace-tasks';

const TITLES = 200_000;
const REPEATS = 5;
/** How much slower than this machine a television is taken to be. */
const THROTTLING = 6;
const LONGEST_TASK_MS = 50;
const PATIENCE_MS = 300_000;
const FOLDERS = ['test/bench/storage/page', 'platforms/common', 'src/core', 'src/ports', 'src/model/catalog', 'src/sources'];

/** Pages: one that does nothing by itself, and one that starts at once as the app does. */
async function serve(): Promise<MediaServer> {
  const built = await buildPageScript({ entry: 'test/bench/storage/page/storage-page.ts', name: '__storage', folders: FOLDERS });
  // As the app is shipped: time goes by the length of the script, too.
  const { code: script } = await minify(built, { compress: true, mangle: true });
  const server = await MediaServer.open();
  const head = '<!doctype html><meta charset="utf-8"><title>Storage benchmark</title><body>Loading 1234567890 (|)<script src="storage.js"></script>';
  server.add('/store.html', 'text/html', head);
  server.add('/start.html', 'text/html', `${head}<script>var started = __storage.start();</script>`);
  server.add('/storage.js', 'text/javascript', script);
  // A page of the same origin, so that a start begins no new process.
  server.add('/blank.html', 'text/html', '<!doctype html><title>Blank</title>');
  return server;
}

async function storeOnce(page: Page, url: string, titles: number, throttling: number): Promise<JsonObject> {
  await page.navigate(`${url}/store.html`);
  await page.evaluate(`__storage.prepare(${String(titles)})`);
  await page.conditions.setCpuThrottling(throttling);
  const { result, longestMs } = await traceTasks(page, () => page.evaluateAsync('__storage.store()', PATIENCE_MS));
  await page.conditions.setCpuThrottling(1);
  return { ...asObject(result), longestMs };
}

/** One start; traced where processor time is asked for, since tracing costs some. */
async function startOnce(page: Page, url: string, throttling: number, isTraced: boolean): Promise<JsonObject> {
  await page.navigate(`${url}/blank.html`);
  await page.conditions.setCpuThrottling(throttling);
  const load = async (): Promise<JsonObject> => {
    await page.navigate(`${url}/start.html`);
    return asObject(await page.evaluateAsync('started', PATIENCE_MS));
  };
  const traced = isTraced ? await traceTasks(page, load) : { result: await load(), longestMs: 0, untilFirstMs: 0 };
  const { result, longestMs, untilFirstMs } = traced;
  await page.conditions.setCpuThrottling(1);
  if (result['isPreviewed'] !== true) throw new Error(`the stored catalogue was not read: ${JSON.stringify(result)}`);
  return { ...result, longestMs, untilFirstMs };
}

async function several(times: number, once: () => Promise<JsonObject>): Promise<(field: string) => number[]> {
  const samples: JsonObject[] = [];
  for (let i = 0; i < times; i += 1) samples.push(await once());
  return (field) => samples.map((sample) => asNumber(sample[field]));
}

/**
 * A catalogue of 200,000 titles in a real engine's IndexedDB, through the app's own model: how soon its first rows are there after a page's
 * start, how much is read for them, when all of it is there, and whether any task is long on a set six times slower.
 */
export async function benchStorage(options: BenchOptions): Promise<BenchResult> {
  const titles = options.size ?? TITLES;
  const repeats = options.repeats ?? REPEATS;
  const server = await serve();
  const browser = await launchBrowser({ viewport: { width: 1280, height: 720 } });
  try {
    const { page } = browser;
    const stored = await several(1, () => storeOnce(page, server.url, titles, 1));
    options.say(`  ${String(titles)} titles stored`);
    const starts = await several(repeats, () => startOnce(page, server.url, 1, false));
    const traced = await several(repeats, () => startOnce(page, server.url, 1, true));
    options.say(`  ${String(repeats)} starts measured`);
    const slow = await several(repeats, () => startOnce(page, server.url, THROTTLING, true));
    const slowStored = await several(2, () => storeOnce(page, server.url, titles, THROTTLING));
    const bytes = stored('bytes')[0] ?? NaN;
    const until = starts('bytesUntilFirst')[0] ?? NaN;
    const opening = starts('openingMs');
    const fromStore = starts('firstRowsMs').map((ms, index) => ms - (opening[index] ?? NaN));
    const measurements: Measurement[] = [
      { what: 'from opening the store to first rows, median', value: quantile(fromStore, 0.5), unit: 'ms', atMost: 150 },
      { what: 'page start to first rows, median', value: quantile(starts('firstRowsMs'), 0.5), unit: 'ms' },
      { what: 'processor time of the page until first rows, median', value: quantile(traced('untilFirstMs'), 0.5), unit: 'ms' },
      { what: 'read until then, share of what is stored', value: (100 * until) / bytes, unit: 'percent', atMost: 5 },
      { what: 'page start to the whole catalogue, median', value: quantile(starts('wholeMs'), 0.5), unit: 'ms' },
      { what: 'page start to first rows, 6x slower, median', value: quantile(slow('firstRowsMs'), 0.5), unit: 'ms' },
      { what: 'page start to the whole catalogue, 6x slower, median', value: quantile(slow('wholeMs'), 0.5), unit: 'ms' },
      { what: 'longest task over 50 ms while loading, 6x slower, median', value: quantile(slow('longestTaskMs'), 0.5), unit: 'ms', atMost: LONGEST_TASK_MS },
      { what: 'longest task over 50 ms while storing, 6x slower', value: Math.min(...slowStored('longestTaskMs')), unit: 'ms', atMost: LONGEST_TASK_MS },
      { what: 'processor time of the longest task while loading, 6x slower, median', value: quantile(slow('longestMs'), 0.5), unit: 'ms', atMost: LONGEST_TASK_MS },
      { what: 'processor time of the longest task while storing, 6x slower', value: Math.min(...slowStored('longestMs')), unit: 'ms', atMost: LONGEST_TASK_MS },
      { what: 'storing', value: stored('elapsedMs')[0] ?? NaN, unit: 'ms' },
      { what: 'stored', value: bytes, unit: 'bytes' },
      { what: 'held in memory per title', value: (stored('heldBytes')[0] ?? NaN) / titles, unit: 'count' },
    ];
    const method = [
      `${String(titles)} titles, built in the page and stored through the app's catalogue model and IndexedDB; ${String(repeats)} page starts each, median`,
      'first rows: 12 categories with their counts and 12 channels as text in the document, films and series in the frames after',
      `slow: ${String(THROTTLING)}x CPU throttling; tasks by the engine's observer of long tasks, which tells those over 50 ms (0: none), and by the processor time of the page's thread; the better of two runs of storing`,
    ];
    return { method, tables: [], measurements };
  } finally {
    await browser.close();
    await server.close();
  }
}
