import { setTimeout as delay } from 'node:timers/promises';
import { asList, asNumber, launchBrowser } from '#test/harness/cdp';
import type { LaunchOptions, Page } from '#test/harness/cdp';
import { startPlatform } from '#test/harness/server';
import type { TestPlatform } from '#test/harness/server';
import { KEY_CODES, storedSourceScript } from '#test/simulators';
import { quantile } from '../measurement';
import type { BenchOptions, BenchResult } from '../measurement';
import { ZAP_CHANNELS, ZapPanel } from './zap-panel';
import type { BareKind } from './zap-panel';

const DEFAULT_REPEATS = 4;
/** A viewer looks at a channel for so long; the next one is prepared meanwhile. */
const LOOK_MS = 3_000;
const WAIT_MS = 60_000;
/** Leaving a page may take an overlay's turn first. */
const LEAVE_MS = 3_000;
const MOST_PRESSES = 8;
/** A viewer looks at a film's page, or at the film before, for so long; what was left is cleared away meanwhile, and the film is prepared where it may be. */
const FILM_LOOK_MS = 2_000;
/** Starts of the film in one session; the first brings the player's code along. */
const FILMS = 8;
/** A line at home: nobody's panel is in the television. Every page has it, the bare ones too. */
const LINE = { latencyMs: 20, bytesPerSec: 5_000_000 };
type Line = Partial<typeof LINE>;
const SMALL = { viewport: { width: 640, height: 360 } };
/** A set's graphics unit draws beside everything else; in software it holds the pictures up, so it is left out where playing is compared. */
const UNDRAWN = { ...SMALL, isDrawn: false };

/** Times what is seen: from a key to the first picture after it, and how long pictures stand still while they are wanted. */
const PROBE = `(function () {
  var probe = window.__zap = { tell: null, waitedMs: 0, playedMs: 0 }, keyMs = 0, waitFrom = 0, playFrom = 0, ready = [], begun = [];
  function over() { if (playFrom) { probe.playedMs += performance.now() - playFrom; playFrom = 0; } }
  function show(from) {
    if (keyMs !== from) return;
    var ms = performance.now() - from;
    keyMs = 0;
    if (probe.tell) probe.tell(ms);
    probe.tell = null;
  }
  addEventListener('keydown', function () {
    keyMs = performance.now(); waitFrom = 0; begun = []; over();
    ready = Array.prototype.filter.call(document.querySelectorAll('video'), function (video) { return video.paused && video.readyState > 1; });
  }, true);
  // The first picture may be there before it moves: a paused element shows it.
  function begin(video) { var from = keyMs; begun.push(video); video.requestVideoFrameCallback(function () { show(from); }); }
  document.addEventListener('loadstart', function (event) { if (keyMs) begin(event.target); }, true);
  // An element that knows its address, and has asked nobody for it, begins without another loadstart.
  document.addEventListener('loadedmetadata', function (event) {
    if (keyMs && begun.indexOf(event.target) < 0 && ready.indexOf(event.target) < 0) begin(event.target);
  }, true);
  document.addEventListener('waiting', function () { if (!keyMs) { waitFrom = performance.now(); over(); } }, true);
  document.addEventListener('playing', function (event) {
    var from = keyMs;
    if (waitFrom) { probe.waitedMs += performance.now() - waitFrom; waitFrom = 0; }
    playFrom = performance.now();
    if (!from || begun.indexOf(event.target) >= 0) return;
    if (ready.indexOf(event.target) < 0) event.target.requestVideoFrameCallback(function () { show(from); });
    // Its first picture was decoded before the key: it is seen with the next frame of the page, whenever the second one comes.
    else requestAnimationFrame(function () { requestAnimationFrame(function () { show(from); }); });
  }, true);
  probe.next = function () { return new Promise(function (resolve) { probe.tell = resolve; }); };
  probe.stop = function () { over(); return [probe.waitedMs, probe.playedMs]; };
})();`;

interface Watched {
  readonly zaps: readonly number[];
  readonly films: readonly number[];
  readonly waitedMs: number;
  readonly playedMs: number;
}

/** Presses a key and waits for the first picture after it. Nobody looks meanwhile: asking in every frame takes from what is measured. `told`: what answers. */
async function nextShown(page: Page, key: number, told = '__zap.next()'): Promise<number> {
  const shown = page.evaluateAsync(told, WAIT_MS);
  const [ms] = await Promise.all([shown, page.input.press(key)]);
  return asNumber(ms);
}

/** Presses a key until the mirror says what is wished; each press has `patienceMs` to lead there. */
async function goTo(page: Page, key: number, wish: Readonly<Record<string, string | RegExp>>, patienceMs = 400): Promise<void> {
  for (let presses = 0; presses < MOST_PRESSES; presses += 1) {
    const { data } = await page.mirror();
    if (Object.entries(wish).every(([field, value]) => (typeof value === 'string' ? data[field] === value : value.test(data[field] ?? '')))) return;
    await page.input.press(key);
    await page.waitForMirror(wish, { timeoutMs: patienceMs }).catch(() => null);
  }
  await page.waitForMirror(wish, { timeoutMs: patienceMs });
}

/** Who watches: an account, a window, and what the network is like. */
interface AppWish {
  readonly username: 'narrow' | 'wide';
  readonly launch?: LaunchOptions;
  readonly line?: Line;
}

/** Goes through the channels of an account, and starts its film a few times. */
async function watchApp(platform: TestPlatform, panel: ZapPanel, how: AppWish): Promise<Watched> {
  const { username, launch = UNDRAWN, line = LINE } = how;
  const browser = await launchBrowser(launch);
  const keys = KEY_CODES.web;
  const code = (name: keyof typeof keys): number => keys[name] ?? 0;
  try {
    const { page } = browser;
    await page.addInitScript(storedSourceScript({ kind: 'xtream', address: panel.url, username, password: 'p' }));
    await page.addInitScript(PROBE);
    await page.navigate(`${platform.url}/`);
    const first = await page.waitForMirror({ page: /^(profiles|home)$/, id: /./ }, { timeoutMs: WAIT_MS });
    if (first.data['page'] === 'profiles') await page.input.press(code('ok'));
    await page.waitForMirror({ page: 'home', id: /./ }, { timeoutMs: WAIT_MS });
    await page.conditions.setNetwork(line);
    const films: number[] = [];
    await goTo(page, code('left'), { overlay: 'rail' });
    await goTo(page, code('down'), { overlay: 'rail', id: 'movies' });
    await page.input.press(code('ok'));
    await page.waitForMirror({ page: 'movies', role: 'listitem' }, { timeoutMs: WAIT_MS });
    await goTo(page, code('ok'), { page: 'movie', id: 'play' }, LEAVE_MS);
    for (let i = 0; i < FILMS; i += 1) {
      await delay(FILM_LOOK_MS);
      const ms = await nextShown(page, code('ok'));
      if (i > 0) films.push(ms);
      await goTo(page, code('back'), { page: 'movie', id: /play|resume/ }, LEAVE_MS);
    }
    await goTo(page, code('back'), { overlay: 'rail' }, 1_500);
    await goTo(page, code('up'), { overlay: 'rail', id: 'live' });
    await page.input.press(code('ok'));
    await page.waitForMirror({ page: 'live', role: 'listitem' }, { timeoutMs: WAIT_MS });
    await goTo(page, code('ok'), { page: 'player' }, LEAVE_MS);
    await page.waitForMirror({ page: 'player', player: 'playing' }, { timeoutMs: WAIT_MS });
    const zaps: number[] = [];
    // The first key says in which direction the next one is to be prepared.
    for (let i = 0; i < ZAP_CHANNELS - 1; i += 1) {
      await delay(LOOK_MS);
      const ms = await nextShown(page, code('channelUp'));
      if (i > 0) zaps.push(ms);
    }
    await delay(LOOK_MS);
    const [waitedMs = 0, playedMs = 0] = asList(await page.evaluate('__zap.stop()')).map((ms) => asNumber(ms));
    return { zaps, films, waitedMs, playedMs };
  } finally {
    await browser.close();
  }
}

/** The same with nothing but a player, or with a canvas over it. */
async function watchBare(panel: ZapPanel, kind: BareKind = 'bare', line: Line = LINE): Promise<Watched> {
  const ok = KEY_CODES.web.ok ?? 0;
  const browser = await launchBrowser(SMALL);
  try {
    const { page } = browser;
    await page.addInitScript(PROBE);
    await page.navigate(`${panel.url}/${kind}`);
    await page.conditions.setNetwork(line);
    const zaps: number[] = [];
    for (let i = 0; i < ZAP_CHANNELS - 1; i += 1) {
      await page.evaluate(`zap(${JSON.stringify(panel.channelUrl(i + 1))})`);
      const ms = await nextShown(page, ok, 'answer');
      if (i > 0) zaps.push(ms);
      await delay(LOOK_MS);
    }
    const [waitedMs = 0, playedMs = 0] = asList(await page.evaluate('__zap.stop()')).map((ms) => asNumber(ms));
    const films: number[] = [];
    for (let i = 0; i < FILMS; i += 1) {
      await delay(FILM_LOOK_MS);
      await page.evaluate(`start(${JSON.stringify(panel.filmUrl)})`);
      const ms = await nextShown(page, ok, 'answer');
      if (i > 0) films.push(ms);
    }
    return { zaps, films, waitedMs, playedMs };
  } finally {
    await browser.close();
  }
}

interface Told {
  readonly zap: number;
  readonly film: number;
  readonly waitedShare: number;
  readonly count: number;
}

function together(parts: readonly Watched[]): Told {
  const sum = (of: (part: Watched) => number): number => parts.reduce((total, part) => total + of(part), 0);
  const zaps = parts.flatMap((part) => part.zaps);
  return {
    zap: quantile(zaps, 0.5), film: quantile(parts.flatMap((part) => part.films), 0.5), count: zaps.length,
    waitedShare: (100 * sum((part) => part.waitedMs)) / Math.max(1, sum((part) => part.waitedMs + part.playedMs)),
  };
}

/** Zapping, starting a film and standing still: the app with and without a line to spare, beside a bare Shaka and a bare element, in turn. */
export async function benchZap(options: BenchOptions): Promise<BenchResult> {
  const platform = await startPlatform();
  const panel = await ZapPanel.open();
  const found: Record<'bare' | 'narrow' | 'wide' | 'nearBare' | 'near' | 'drawn' | 'painted', Watched[]> = { bare: [], narrow: [], wide: [], nearBare: [], near: [], drawn: [], painted: [] };
  try {
    for (let i = 0; i < (options.repeats ?? DEFAULT_REPEATS); i += 1) {
      found.bare.push(await watchBare(panel));
      found.narrow.push(await watchApp(platform, panel, { username: 'narrow' }));
      found.wide.push(await watchApp(platform, panel, { username: 'wide' }));
      options.say(`  round ${String(i + 1)}: bare, one line, lines to spare`);
      // What the line hides and what drawing in software adds is told by half as many.
      if (i % 2 === 1) continue;
      found.nearBare.push(await watchBare(panel, 'bare', {}));
      found.near.push(await watchApp(platform, panel, { username: 'narrow', line: {} }));
      found.drawn.push(await watchBare(panel, 'drawn'));
      found.painted.push(await watchApp(platform, panel, { username: 'narrow', launch: SMALL }));
      options.say('  the same without a line between, and drawn in software');
    }
  } finally {
    await panel.close();
    await platform.stop();
  }
  const { bare, narrow, wide, nearBare, near, drawn, painted } = Object.fromEntries(Object.entries(found).map(([name, parts]) => [name, together(parts)])) as Record<keyof typeof found, Told>;
  return {
    method: [
      `HLS of ${String(ZAP_CHANNELS)} channels (lists without a master, as panels have them) and an MP4 film, over a line of ${String((8 * LINE.bytesPerSec) / 1_000_000)} Mbit/s with answers after ${String(LINE.latencyMs)} ms; from the key to the first picture after it, as the engine presents it; medians of ${String(bare.count)} zaps.`,
      'bare: a page with Shaka Player and a video element, without settings; one line: an account that allows one stream, so nothing is prepared; prepared: one with lines to spare, watched for three seconds each, the page of a film for two; what stood ready with its first picture counts from the frame of the page that shows it. Near: the same with nothing between page and panel.',
      'Where there is no graphics unit, WebGL draws in software and holds the pictures up: the app is compared with its drawing left out (everything else runs), and what drawing takes is told below: by the app as it is, and by the bare player below a canvas of 1920x1080 that draws the shades of a banner once with each zap.',
    ],
    tables: [],
    measurements: [
      { what: 'zap, bare Shaka', value: bare.zap, unit: 'ms' },
      { what: 'zap, not prepared', value: narrow.zap, unit: 'ms' },
      { what: 'zap, prepared', value: wide.zap, unit: 'ms' },
      { what: 'zap not prepared, times a bare Shaka', value: narrow.zap / bare.zap, unit: 'times', atMost: 1 },
      { what: 'gain of preparing, times', value: narrow.zap / wide.zap, unit: 'times', atLeast: 2 },
      { what: 'start of a film, bare element', value: bare.film, unit: 'ms' },
      { what: 'start of a film, one line, from the key on its page', value: narrow.film, unit: 'ms' },
      { what: 'start of a film, one line, times a bare element', value: narrow.film / bare.film, unit: 'times', atMost: 1 },
      { what: 'start of a film, prepared, from the key on its page', value: wide.film, unit: 'ms' },
      { what: 'start of a film, prepared, times a bare element', value: wide.film / bare.film, unit: 'times', atMost: 1 },
      { what: 'standing still while playing, bare Shaka', value: bare.waitedShare, unit: 'percent' },
      { what: 'standing still while playing, app', value: Math.max(narrow.waitedShare, wide.waitedShare), unit: 'percent', atMost: Math.max(0.2, bare.waitedShare) },
      { what: 'near: zap, bare Shaka', value: nearBare.zap, unit: 'ms' },
      { what: 'near: zap, not prepared', value: near.zap, unit: 'ms' },
      { what: 'near: zap not prepared, times a bare Shaka', value: near.zap / nearBare.zap, unit: 'times' },
      { what: 'near: start of a film, bare element', value: nearBare.film, unit: 'ms' },
      { what: 'near: start of a film', value: near.film, unit: 'ms' },
      { what: 'drawn in software: zap, bare Shaka below a canvas that draws once', value: drawn.zap, unit: 'ms' },
      { what: 'drawn in software: zap, not prepared', value: painted.zap, unit: 'ms' },
      { what: 'drawn in software: zap not prepared, times a bare Shaka below a canvas that draws once', value: painted.zap / drawn.zap, unit: 'times' },
      { what: 'drawn in software: start of a film', value: painted.film, unit: 'ms' },
    ],
  };
}
