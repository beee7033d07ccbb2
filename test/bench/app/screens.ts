import { asNumber, asObject } from '#test/harness/cdp';
import type { Page } from '#test/harness/cdp';
import { KEY_CODES } from '#test/simulators';
import { quantile } from '../measurement';
import type { BenchTable, Measurement } from '../measurement';
import type { DrawCalls } from './draw-probe';
import type { ScriptProfile, SlowThing } from './script-profile';
import { traceFrames } from './trace-frames';
import type { FrameTimes, ScriptTime } from './trace-frames';

/** Keys by name, as a browser sends them. */
type KeyName = 'up' | 'down' | 'left' | 'right' | 'ok' | 'back' | 'channelDown';

/** A screen and what a viewer does on it. */
interface Screen {
  readonly name: string;
  /** Its place in the rail; absent: OK on the screen before it. */
  readonly rail?: string;
  /** Pages it may be, by the mirror. */
  readonly page: RegExp;
  /** Single presses. */
  readonly walk: readonly KeyName[];
  /** Keys that are held, one after the other. */
  readonly hold: readonly KeyName[];
}

/** What a screen costs, milliseconds of processor time. */
export interface ScreenCost {
  readonly name: string;
  readonly openingMs: number;
  readonly keysMs: readonly number[];
  readonly heldFramesMs: readonly number[];
  readonly longestHeldTaskMs: number;
  /** Of the frame with the most. */
  readonly drawCalls: DrawCalls;
}

const WAIT_MS = 60_000;
const HOLD_MS = 1_500;
const REST_MS = 1_500;
/** A key that changes nothing is told by nothing. On a busy machine those that change something take seconds. */
const CHANGE_MS = 5_000;
const MOST_PRESSES = 30;
/** So many of the slowest keys and frames of a screen are told of in a profile. */
const MOST_SLOW = 4;

const SCREENS: readonly Screen[] = [
  { name: 'Home', rail: 'home', page: /^home$/, walk: ['down', 'right', 'right', 'right', 'down', 'right', 'left', 'down', 'right', 'up', 'left', 'up'], hold: ['right', 'left', 'down', 'up'] },
  { name: 'Live', rail: 'live', page: /^live$/, walk: ['down', 'down', 'down', 'down', 'down', 'up', 'down', 'down', 'down', 'channelDown', 'left', 'down', 'right'], hold: ['down', 'up'] },
  { name: 'Guide', rail: 'guide', page: /^guide$/, walk: ['down', 'right', 'right', 'right', 'right', 'down', 'down', 'down', 'down', 'down', 'down', 'channelDown'], hold: ['down', 'right'] },
  { name: 'Movies', rail: 'movies', page: /^movies$/, walk: ['right', 'right', 'down', 'down', 'down', 'left', 'up', 'down', 'channelDown'], hold: ['down', 'up'] },
  { name: 'A film', page: /^movie$/, walk: ['right', 'right', 'left', 'down', 'right', 'down', 'right', 'up', 'up'], hold: ['right'] },
  { name: 'Series', rail: 'series', page: /^series$/, walk: ['right', 'down', 'down', 'right', 'up'], hold: ['down'] },
  { name: 'A series', page: /^show$/, walk: ['right', 'down', 'right', 'right', 'down', 'up', 'up'], hold: ['right'] },
  { name: 'Search', rail: 'search', page: /^search$/, walk: ['right', 'ok', 'right', 'ok', 'down', 'ok', 'right', 'right', 'right', 'right', 'right', 'right'], hold: ['right', 'down'] },
  { name: 'My list', rail: 'my-list', page: /^my-list$/, walk: ['down', 'right'], hold: [] },
  { name: 'Settings', rail: 'settings', page: /^settings$/, walk: ['down', 'down', 'down', 'down', 'right', 'down', 'down'], hold: ['down', 'up'] },
];

const code = (key: KeyName): number => KEY_CODES.web[key] ?? 0;

/** Lets the page go on for a while, by its own clock. */
export async function rest(page: Page, waitMs: number): Promise<void> {
  await page.evaluateAsync(`new Promise(function (done) { setTimeout(done, ${String(waitMs)}); })`, waitMs + WAIT_MS);
}

/** Presses keys until the rail's focus is on a place: up to its top, then down. */
async function toPlace(page: Page, place: string): Promise<void> {
  let key: KeyName = 'up';
  for (let presses = 0; presses < MOST_PRESSES; presses += 1) {
    const { data } = await page.mirror();
    const isInRail = data['overlay'] === 'rail';
    if (isInRail && data['id'] === place) return;
    await page.input.press(code(isInRail ? key : 'back'));
    const isOther = `(function () { var m = document.getElementById('hearth-mirror'); return m.getAttribute('data-overlay') !== ${JSON.stringify(data['overlay'] ?? '')} || m.getAttribute('data-id') !== ${JSON.stringify(data['id'] ?? '')}; })()`;
    const hasMoved = await page.waitFor(isOther, { timeoutMs: CHANGE_MS }).then(() => true, () => false);
    if (isInRail && !hasMoved) key = 'down';
  }
  throw new Error(`The rail has no place ${place}`);
}

/** The draw calls of the fullest frame since they were last asked for. */
async function takeDrawCalls(page: Page): Promise<DrawCalls> {
  const calls = asObject((await page.evaluate('(function () { var f = __draws.fullest; __draws.fullest = null; return f || {}; })()')) ?? {});
  const of = (kind: keyof DrawCalls): number => asNumber(calls[kind] ?? 0);
  return { shared: of('shared'), own: of('own'), picture: of('picture'), shader: of('shader'), all: of('all') };
}

const slowest = (times: readonly ScriptTime[]): readonly ScriptTime[] => [...times].sort((a, b) => b.ms - a.ms).slice(0, MOST_SLOW);

/** Traces work, and takes samples of it where the slowest are to be told. */
async function trace(page: Page, profile: ScriptProfile | null, name: string, work: () => Promise<void>, slowOf: (times: FrameTimes) => readonly SlowThing[]): Promise<FrameTimes> {
  const traced = (): Promise<FrameTimes> => traceFrames(page, work);
  return profile === null ? await traced() : await profile.record(page, name, traced, slowOf);
}

const slowFrames = (frames: readonly ScriptTime[]): readonly SlowThing[] => slowest(frames).map((frame) => ({ ...frame, name: `frame ${String(frame.index)}` }));

async function openScreen(page: Page, screen: Screen, profile: ScriptProfile | null): Promise<number> {
  if (screen.rail !== undefined) await toPlace(page, screen.rail);
  const { framesMs } = await trace(page, profile, `${screen.name} opening`, async () => {
    await page.input.press(code('ok'));
    await page.waitForMirror({ page: screen.page, overlay: '', name: /./ }, { timeoutMs: WAIT_MS });
    await rest(page, REST_MS);
  }, ({ frames }) => slowFrames(frames));
  return Math.max(...framesMs);
}

async function measureScreen(page: Page, screen: Screen, profile: ScriptProfile | null): Promise<ScreenCost> {
  const openingMs = await openScreen(page, screen, profile);
  await takeDrawCalls(page);
  const { keysMs } = await trace(page, profile, `${screen.name} keys`, async () => {
    for (const key of screen.walk) {
      await page.input.press(code(key));
      await rest(page, 400);
    }
  }, ({ keys }) => slowest(keys).map((key) => ({ ...key, name: `key ${String(key.index + 1)}, ${screen.walk[key.index] ?? ''}` })));
  const held = await trace(page, profile, `${screen.name} held`, async () => {
    for (const key of screen.hold) await page.input.hold(code(key), { forMs: HOLD_MS });
  }, ({ heldFrames }) => slowFrames(heldFrames));
  return { name: screen.name, openingMs, keysMs, heldFramesMs: held.heldFramesMs, longestHeldTaskMs: held.longestHeldTaskMs, drawCalls: await takeDrawCalls(page) };
}

/** Which screens are measured, and how. */
export interface ScreensWish {
  /** Those whose names contain one of these words; empty: all. What is opened from one comes after it. */
  readonly words: readonly string[];
  /** Tells what the slowest keys and frames are spent on; `null`: nothing is told, and nothing slowed by telling. */
  readonly profile: ScriptProfile | null;
  say(line: string): void;
}

/** Goes through the screens from the rail on; the page stands on one that has it. */
export async function measureScreens(page: Page, { words, profile, say }: ScreensWish): Promise<readonly ScreenCost[]> {
  const costs: ScreenCost[] = [];
  for (const screen of SCREENS.filter(({ name }) => words.length === 0 || words.some((word) => name.toLowerCase().includes(word.toLowerCase())))) {
    costs.push(await measureScreen(page, screen, profile));
    say(`  ${screen.name} measured`);
  }
  return costs;
}

const text = (value: number): string => (Number.isNaN(value) ? '-' : value.toFixed(1));

function drawCallsText({ all, own, picture, shader, shared }: DrawCalls): string {
  return `${String(all)} (${[shared, own, picture, shader].join(', ')})`;
}

/** The screens side by side. */
export function screenTable(title: string, costs: readonly ScreenCost[]): BenchTable {
  return {
    title,
    head: ['', 'opening: longest frame', 'key, median', 'key, p95', 'held: frame, median', 'held: frame, p99', 'held: longest task', 'draw calls (texts, own texts, pictures, rounded)'],
    rows: costs.map(({ name, openingMs, keysMs, heldFramesMs, longestHeldTaskMs, drawCalls }) => [
      name, text(openingMs), text(quantile(keysMs, 0.5)), text(quantile(keysMs, 0.95)), text(quantile(heldFramesMs, 0.5)), text(quantile(heldFramesMs, 0.99)),
      heldFramesMs.length === 0 ? '-' : text(longestHeldTaskMs), drawCallsText(drawCalls),
    ]),
    outcomes: costs,
  };
}

/** The screens taken together, beside their budgets. */
export function screenMarks(costs: readonly ScreenCost[]): readonly Measurement[] {
  const keys = costs.flatMap(({ keysMs }) => keysMs);
  const frames = costs.flatMap(({ heldFramesMs }) => heldFramesMs);
  return [
    { what: 'all screens: key to changed frame, median', value: quantile(keys, 0.5), unit: 'ms', budget: 33 },
    { what: 'all screens: key to changed frame, p95', value: quantile(keys, 0.95), unit: 'ms', budget: 50 },
    { what: 'all screens: frame with a held key, median', value: quantile(frames, 0.5), unit: 'ms', budget: 4 },
    { what: 'all screens: frame with a held key, p99', value: quantile(frames, 0.99), unit: 'ms', budget: 10 },
    { what: 'all screens: longest task with a held key', value: Math.max(...costs.map(({ longestHeldTaskMs }) => longestHeldTaskMs)), unit: 'ms', budget: 50 },
    { what: 'all screens: longest frame of opening one', value: Math.max(...costs.map(({ openingMs }) => openingMs)), unit: 'ms' },
    { what: 'all screens: most draw calls', value: Math.max(...costs.map(({ drawCalls }) => drawCalls.all)), unit: 'count', budget: 90 },
  ];
}
