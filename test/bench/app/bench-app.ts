import { asList, asNumber, asObject, launchBrowser, type Page } from '#test/harness/cdp';
import { confirmDevice, startPlatform, TEST_ACCOUNTS } from '#test/harness/server';
import type { TestPlatform } from '#test/harness/server';
import { quantile, type BenchOptions, type Measurement } from '../measurement';
import { PAGE_PROBE, type KeyTiming } from './page-probe';

/** How much slower than this machine a television is taken to be. */
const THROTTLING = 6;
const DEFAULT_REPEATS = 5;
const KEY = { left: 37, up: 38, right: 39, down: 40, ok: 13 } as const;
/** Walks Home's rows there and back. */
const WALK: readonly number[] = [KEY.down, KEY.right, KEY.right, KEY.right, KEY.down, KEY.right, KEY.right, KEY.left, KEY.left, KEY.up, KEY.left, KEY.left, KEY.left, KEY.up];

/** Signs in as a viewer with a phone does and goes to Home with the first profile. */
async function goHome(page: Page, platform: TestPlatform): Promise<void> {
  const shown = await page.waitForMirror({ page: 'sign-in', code: /-/ }, { timeoutMs: 60_000 });
  await confirmDevice(platform.url, shown.data['code'] ?? '', TEST_ACCOUNTS.tester);
  await page.waitForMirror({ page: 'profiles', name: /./ }, { timeoutMs: 60_000 });
  await page.input.press(KEY.ok);
  await page.waitForMirror({ page: 'home', name: /./ }, { timeoutMs: 60_000 });
}

/**
 * Loads the page anew, as a relaunched app does, and answers when the page of that name could first be used, from the
 * navigation's start. A profile picker on the way is answered at once; the driver's own delay is part of the number then.
 */
async function startOnce(page: Page, pageName: string): Promise<number> {
  await page.reload();
  const seen = `window.__bench && (__bench.pages[${JSON.stringify(pageName)}] || (__bench.pages.profiles && "profiles"))`;
  const first = await page.waitFor(seen, { timeoutMs: 60_000, what: `first frame of ${pageName}` });
  if (first !== 'profiles') return asNumber(first);
  await page.input.press(KEY.ok);
  return asNumber(await page.waitFor(`__bench.pages[${JSON.stringify(pageName)}]`, { timeoutMs: 60_000, what: `first frame of ${pageName}` }));
}

async function pressWalk(page: Page, repeats: number): Promise<readonly KeyTiming[]> {
  await page.evaluate('__bench.keys.length = 0');
  for (let i = 0; i < repeats; i += 1) {
    for (const key of WALK) {
      await page.input.press(key);
      // Each press is answered before the next: what is measured is one key, not a queue.
      await page.evaluateAsync('new Promise(function (done) { requestAnimationFrame(function () { requestAnimationFrame(done); }); })');
    }
  }
  return asList(await page.evaluate('__bench.keys')).map((row) => ({ wallMs: asNumber(asObject(row)['wallMs']), scriptMs: asNumber(asObject(row)['scriptMs']) }));
}

/** Script time of every frame while a key is held. */
async function holdFrames(page: Page): Promise<readonly number[]> {
  await page.evaluate('__bench.frames.length = 0');
  await page.input.hold(KEY.right, { forMs: 3_000 });
  await page.input.hold(KEY.left, { forMs: 3_000 });
  return asList(await page.evaluate('__bench.frames')).map((ms) => asNumber(ms));
}

async function measure(page: Page, pageName: string, options: BenchOptions): Promise<readonly Measurement[]> {
  await page.conditions.setCpuThrottling(THROTTLING);
  const starts: number[] = [];
  const repeats = options.repeats ?? DEFAULT_REPEATS;
  for (let i = 0; i < repeats; i += 1) starts.push(await startOnce(page, pageName));
  options.say(`  ${String(starts.length)} starts measured`);
  const keys = await pressWalk(page, repeats);
  options.say(`  ${String(keys.length)} of ${String(WALK.length * repeats)} keys changed the screen`);
  const frames = await holdFrames(page);
  await page.conditions.setCpuThrottling(1);
  const script = keys.map((key) => key.scriptMs);
  const wall = keys.map((key) => key.wallMs);
  return [
    { what: 'start to first Home frame, median', value: quantile(starts, 0.5), unit: 'ms', budget: 1_800 },
    { what: 'key to changed frame, script, median', value: quantile(script, 0.5), unit: 'ms', budget: 33 },
    { what: 'key to changed frame, script, p95', value: quantile(script, 0.95), unit: 'ms', budget: 50 },
    { what: 'key to changed frame, wall, median', value: quantile(wall, 0.5), unit: 'ms' },
    { what: 'key to changed frame, wall, p95', value: quantile(wall, 0.95), unit: 'ms' },
    { what: 'script per frame, key held, median', value: quantile(frames, 0.5), unit: 'ms', budget: 4 },
    { what: 'script per frame, key held, p99', value: quantile(frames, 0.99), unit: 'ms', budget: 10 },
    { what: 'JS heap on Home', value: (await page.conditions.heapUsedBytes()) / 1e6, unit: 'MB', budget: 60 },
  ];
}

/**
 * Starts the platform and measures the app's first page: starts, keys, heap. With `--url` measures that page.
 */
export async function benchApp(options: BenchOptions): Promise<readonly Measurement[]> {
  const platform = options.url === null ? await startPlatform() : null;
  const browser = await launchBrowser();
  try {
    const { page } = browser;
    await page.addInitScript(PAGE_PROBE);
    await page.navigate(options.url ?? `${platform?.url ?? ''}/`);
    if (platform !== null) {
      await goHome(page, platform);
      return await measure(page, 'home', options);
    }
    const first = await page.waitFor('Object.keys(__bench.pages)[0]', { timeoutMs: 60_000, what: 'a page in the mirror' });
    return await measure(page, String(first), options);
  } finally {
    await browser.close();
    await platform?.stop();
  }
}
