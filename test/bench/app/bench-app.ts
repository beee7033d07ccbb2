import { asList, asNumber, asObject, launchBrowser, type Page } from '#test/harness/cdp';
import { confirmDevice, startPlatform, TEST_ACCOUNTS } from '#test/harness/server';
import type { TestPlatform } from '#test/harness/server';
import { storedSourceScript } from '#test/simulators';
import { quantile, type BenchOptions, type BenchResult, type Measurement } from '../measurement';
import { BigPanel } from './big-panel';
import { DRAW_PROBE } from './draw-probe';
import { PAGE_PROBE, type KeyTiming } from './page-probe';
import { ScriptProfile } from './script-profile';
import { measureScreens, rest, screenMarks, screenTable } from './screens';
import { traceFrames } from './trace-frames';
import { traceStart } from './trace-start';

/** How much slower than this machine a television is taken to be. */
const THROTTLING = 6;
const DEFAULT_REPEATS = 5;
const PROFILES = '.cache/bench/profiles';
/** Until hundreds of thousands of rows are read, and until they are stored and indexed. */
const LOADING_MS = 240_000;
const STORING_MS = 30_000;
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

async function pressWalk(page: Page, repeats: number): Promise<{ readonly wall: readonly KeyTiming[]; readonly scriptMs: readonly number[] }> {
  await page.evaluate('__bench.keys.length = 0');
  const { keysMs } = await traceFrames(page, async () => {
    for (let i = 0; i < repeats; i += 1) {
      for (const key of WALK) {
        await page.input.press(key);
        // Each press is answered before the next: what is measured is one key, not a queue.
        await page.evaluateAsync('new Promise(function (done) { requestAnimationFrame(function () { requestAnimationFrame(done); }); })');
      }
    }
  });
  const rows = asList(await page.evaluate('__bench.keys'));
  return { wall: rows.map((row) => ({ wallMs: asNumber(asObject(row)['wallMs']), scriptMs: asNumber(asObject(row)['scriptMs']) })), scriptMs: keysMs };
}

/** Script time of every frame while a key is held. */
async function holdFrames(page: Page): Promise<readonly number[]> {
  const { heldFramesMs } = await traceFrames(page, async () => {
    await page.input.hold(KEY.right, { forMs: 3_000 });
    await page.input.hold(KEY.left, { forMs: 3_000 });
  });
  return heldFramesMs;
}

async function measure(page: Page, pageName: string, options: BenchOptions): Promise<readonly Measurement[]> {
  await page.conditions.setCpuThrottling(THROTTLING);
  const starts: number[] = [];
  const repeats = options.repeats ?? DEFAULT_REPEATS;
  for (let i = 0; i < repeats; i += 1) starts.push(await startOnce(page, pageName));
  options.say(`  ${String(starts.length)} starts measured`);
  const { wall, scriptMs } = await pressWalk(page, repeats);
  options.say(`  ${String(scriptMs.length)} of ${String(WALK.length * repeats)} keys changed the screen`);
  const frames = await holdFrames(page);
  await page.conditions.setCpuThrottling(1);
  const startScripts: number[] = [];
  for (let i = 0; i < repeats; i += 1) startScripts.push(THROTTLING * (await traceStart(page, () => startOnce(page, pageName))));
  const heapMb = (await page.conditions.heapUsedBytes()) / 1e6;
  return [
    { what: 'start to first Home frame, median', value: quantile(starts, 0.5), unit: 'ms', budget: 1_800 },
    { what: `start to first Home frame, processor time of a page that is not slowed down times ${String(THROTTLING)}, median`, value: quantile(startScripts, 0.5), unit: 'ms' },
    { what: 'key to changed frame, script, median', value: quantile(scriptMs, 0.5), unit: 'ms', budget: 33 },
    { what: 'key to changed frame, script, p95', value: quantile(scriptMs, 0.95), unit: 'ms', budget: 50 },
    { what: 'key to changed frame, wall, median', value: quantile(wall.map(({ wallMs }) => wallMs), 0.5), unit: 'ms' },
    { what: 'key to changed frame, wall, p95', value: quantile(wall.map(({ wallMs }) => wallMs), 0.95), unit: 'ms' },
    { what: 'script per frame, key held, median', value: quantile(frames, 0.5), unit: 'ms', budget: 4 },
    { what: 'script per frame, key held, p99', value: quantile(frames, 0.99), unit: 'ms', budget: 10 },
    { what: 'JS heap on Home', value: heapMb, unit: 'MB', budget: 60 },
  ];
}

/** The whole measurement of our own app on a page that shows Home. */
async function measureApp(page: Page, catalogue: string, options: BenchOptions): Promise<BenchResult> {
  const words = options.screens ?? [];
  // Some screens alone are for looking into them.
  const home = words.length > 0 ? [] : await measure(page, 'home', options);
  await page.conditions.setCpuThrottling(THROTTLING);
  const profile = options.isProfiled === true ? new ScriptProfile(PROFILES) : null;
  const screens = await measureScreens(page, { words, profile, say: options.say });
  if (profile !== null) options.say(`  the slowest keys and frames: ${PROFILES}`);
  return {
    method: [
      `${catalogue}; Chromium with ${String(THROTTLING)}x CPU throttling. Script is processor time of key handlers and frame callbacks by the engine's tracing, so that others on the machine are not in it; starts are counted by the clock`,
      'from the navigation, a profile picker on the way answered at once. A key is held from its first repeat to its release; what the press before that takes is counted with the keys. No pixel is worked out: on a set a graphics unit does it, in software it holds the thread up, and Chromium, which slows a page by keeping its thread busy as long as the clock went on, makes six of it.',
    ],
    tables: [screenTable('milliseconds by screen', screens)],
    measurements: [...home, ...screenMarks(screens)],
  };
}

/** The sample catalogue of our platform, signed in. */
async function benchSample(page: Page, options: BenchOptions): Promise<BenchResult> {
  const platform = await startPlatform();
  try {
    await page.navigate(`${platform.url}/`);
    await goHome(page, platform);
    return await measureApp(page, 'Sample catalogue of the platform', options);
  } finally {
    await platform.stop();
  }
}

/** A panel with `titles` titles as the set's own source. */
async function benchBig(page: Page, titles: number, options: BenchOptions): Promise<BenchResult> {
  const platform = await startPlatform();
  const panel = await BigPanel.open(titles);
  try {
    await page.addInitScript(storedSourceScript({ kind: 'xtream', address: panel.url, username: 'bench', password: 'p' }));
    await page.navigate(`${platform.url}/`);
    const first = await page.waitForMirror({ page: /^(profiles|home)$/, id: /./ }, { timeoutMs: LOADING_MS });
    if (first.data['page'] === 'profiles') await page.input.press(KEY.ok);
    await page.waitForMirror({ page: 'home', role: 'listitem' }, { timeoutMs: LOADING_MS });
    options.say('  lists are read');
    await rest(page, STORING_MS);
    return await measureApp(page, `${titles.toLocaleString('en')} titles and ${Math.round(titles / 10).toLocaleString('en')} channels of an Xtream panel`, options);
  } finally {
    await panel.close();
    await platform.stop();
  }
}

/**
 * Measures starts, keys, frames, draw calls and heap of the app: with the sample catalogue, with `size` titles and a tenth as many channels of
 * a panel, or the first page of `url`.
 */
export async function benchApp(options: BenchOptions): Promise<BenchResult> {
  const browser = await launchBrowser({ isDrawn: false });
  try {
    const { page } = browser;
    await page.addInitScript(PAGE_PROBE);
    await page.addInitScript(DRAW_PROBE);
    if (options.url === null) return options.size === null ? await benchSample(page, options) : await benchBig(page, options.size, options);
    await page.navigate(options.url);
    const first = await page.waitFor('Object.keys(__bench.pages)[0]', { timeoutMs: 60_000, what: 'a page in the mirror' });
    return { method: [], tables: [], measurements: await measure(page, String(first), options) };
  } finally {
    await browser.close();
  }
}
