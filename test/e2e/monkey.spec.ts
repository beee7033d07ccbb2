import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { RemoteKey } from '#ports';
import { FakeRandom } from '#test/harness/fakes';
import { startPlatform } from '#test/harness/server';
import type { TestPlatform } from '#test/harness/server';
import type { TelevisionState } from '#test/simulators';
import { openViewer, SMALL_SCREEN } from './open-viewer';
import type { OpenedViewer } from './open-viewer';
import { signInByPhone, START_MS } from './steps';
import { hasSystemExitQuestion } from './tried-engine';
import type { Viewer, Wish } from './viewer';

/** `MONKEY_KEYS=20000` presses more, as before a release. */
const PRESSES = Number(process.env['MONKEY_KEYS'] ?? 1_000);
jest.setTimeout(Math.max(900_000, PRESSES * 300));
const SEED = 20_261_124;
const LOOK_EVERY = 20;
/** Pages it only passes through count too. */
const NOTE_EVERY = 4;
const SIGN_IN_EVERY = 100;
/** Chance alone stays in front of the player: so often the viewer goes elsewhere. */
const MOVE_EVERY = 50;
/** Entries of the rail. */
const PLACES = 8;
/** The monkey may have set the app to begin somewhere else than at Home. */
const ANYWHERE: Wish = { page: /^(home|live|player)$/, role: /./ };
/** Between two weighings of the heap. */
const WEIGH_EVERY = 60;
/** What a start of the app may gain from its second weighing on, whatever was opened: pages that stayed behind would be a megabyte each. */
const MOST_GROWTH_BYTES = 16 * 1024 * 1024;
type Habit = RemoteKey | 'point' | 'click' | 'wheel';
/** A person who presses without looking: mostly arrows, and now and then the pointer, with a click or a turn of the wheel. The numbers are weights. */
const HABITS: ReadonlyArray<readonly [Habit, number]> = [
  ['up', 16], ['down', 20], ['left', 14], ['right', 20], ['ok', 16], ['back', 8],
  ['red', 1], ['green', 1], ['yellow', 1], ['blue', 1], ['channelUp', 2], ['channelDown', 2],
  ['play', 1], ['pause', 1], ['rewind', 1], ['forward', 1], ['info', 1],
  ['digit1', 1], ['digit0', 1], ['digit3', 1], ['digit7', 1],
  ['point', 8], ['click', 4], ['wheel', 3],
];
const TOTAL = HABITS.reduce((sum, [, weight]) => sum + weight, 0);

function draw(random: FakeRandom): Habit {
  let left = random.below(TOTAL);
  for (const [key, weight] of HABITS) {
    if (left < weight) return key;
    left -= weight;
  }
  return 'ok';
}

/** What the simulated set says of itself. */
async function setState({ page }: Viewer): Promise<TelevisionState> {
  return (await page.evaluate('__television.state()')) as TelevisionState;
}

/** Goes along a row to what has this id, whichever way the language of the moment runs. */
async function goAlong(viewer: Viewer, id: string): Promise<void> {
  try {
    await viewer.go('right', { id }, 3);
  } catch {
    await viewer.go('left', { id }, 3);
  }
}

/** Presses on one set and keeps the account of what happened. */
class Monkey {
  readonly pages = new Set<string>();
  /** What the sets punished, over all launches: each launch is a new set. */
  readonly violations: unknown[] = [];
  exits = 0;
  signIns = 0;
  private readonly done: Habit[] = [];
  /** Bytes of the heap since the last launch. */
  private weights: number[] = [];
  private worstGrowth = 0;
  private readonly opened: OpenedViewer;
  private readonly platform: TestPlatform;
  private readonly random: FakeRandom;

  constructor(opened: OpenedViewer, platform: TestPlatform, seed: number) {
    this.opened = opened;
    this.platform = platform;
    this.random = new FakeRandom(seed);
  }

  /** Presses without looking; looks after every twenty. */
  async press(count: number): Promise<void> {
    for (let i = 1; i <= count; i += 1) {
      const habit = draw(this.random);
      this.done.push(habit);
      if (habit === 'point' || habit === 'click' || habit === 'wheel') await this.point(habit);
      else await this.viewer.tap(habit);
      if (i % LOOK_EVERY === 0) await this.look();
      else if (i % NOTE_EVERY === 0) this.notePage((await this.viewer.now()).page);
      // Signed out by chance: the viewer signs in again, else the rest would press on one page.
      if (i % SIGN_IN_EVERY === 0) await this.signInAgain();
      if (i % MOVE_EVERY === 0) await this.goElsewhere();
      if (i % WEIGH_EVERY === 0) this.weights.push(await this.viewer.page.conditions.heapUsedBytes());
    }
  }

  /** What any start of the app gained in bytes from its second weighing on: by then it has loaded what it needs. */
  get growth(): number {
    return Math.max(this.worstGrowth, (this.weights[this.weights.length - 1] ?? 0) - (this.weights[1] ?? Infinity));
  }

  /** Moves the pointer anywhere: LG's remote, which the simulated set sees as it moves, or a mouse at a Samsung set. */
  private async point(how: 'point' | 'click' | 'wheel'): Promise<void> {
    const { page } = this.viewer;
    const { width, height } = SMALL_SCREEN.viewport;
    const [x, y] = [this.random.below(width), this.random.below(height)];
    if (how === 'wheel') await page.input.wheel(x, y, this.random.below(2) === 0 ? 120 : -120);
    else if (how === 'click') await page.input.click(x, y);
    else await page.input.move(x, y);
  }

  /** The app is left by its remote and started again, the viewer signs out and in again: what chance reaches too seldom. */
  async leaveAndReturn(): Promise<void> {
    const { viewer } = this;
    // A new start shows the profiles, where Back means leaving; signed out it shows the ways to sign in.
    await this.relaunch();
    const { page } = await viewer.hears({ page: /^(profiles|sign-in)$/, role: /./ }, START_MS);
    await viewer.press('back');
    if (hasSystemExitQuestion(viewer.kind)) expect(await setState(viewer)).toMatchObject({ hasExitQuestion: true });
    else {
      await viewer.hears({ overlay: /./, id: 'stay' });
      await goAlong(viewer, 'leave');
    }
    await viewer.tap('ok');
    // LG's sets before that question keep the app they leave.
    const isKept = viewer.kind === 'webos' && !hasSystemExitQuestion(viewer.kind);
    await viewer.page.waitFor(`__television.state().${isKept ? 'isHidden' : 'hasExited'}`, { what: 'the app was left' });
    this.exits += 1;
    await this.relaunch();
    await viewer.hears({ page, role: /./ }, START_MS);
    if (page === 'profiles') await this.signOut();
    await this.signInAgain();
  }

  /** Notes what the set punished since the last launch. */
  async note(): Promise<void> {
    this.violations.push(...((await this.viewer.page.evaluate('__television.violations')) as unknown[]));
  }

  private get viewer(): Viewer {
    return this.opened.viewer;
  }

  private async relaunch(): Promise<void> {
    await this.note();
    this.worstGrowth = this.growth;
    this.weights = [];
    await this.viewer.page.reload();
    await this.viewer.hears({ page: /./, role: /./ }, START_MS);
  }

  /** Whether somebody who listens knows where the focus is. The app may have been left: then there is nothing to hear. */
  private async look(): Promise<void> {
    const { hasExited, isHidden } = await setState(this.viewer);
    if (hasExited || isHidden) {
      this.exits += 1;
      await this.relaunch();
      return;
    }
    try {
      // The start page shows for a moment after a sign-out; whatever else shows has a focus.
      const { page } = await this.viewer.hears({ page: /./, role: /./, name: /./ }, START_MS);
      this.notePage(page);
    } catch (error) {
      throw new Error(`focus is lost after ${this.done.slice(-24).join(' ')}\n${error instanceof Error ? error.message : ''}`, { cause: error });
    }
  }

  /** Opens any entry of the rail, where Back leads to it. */
  private async goElsewhere(): Promise<void> {
    const { viewer } = this;
    for (let presses = 0; presses < PLACES && (await viewer.now()).overlay !== 'rail'; presses += 1) await viewer.press('back');
    if ((await viewer.now()).overlay !== 'rail') return;
    const way = this.random.below(2) === 0 ? 'up' : 'down';
    for (let left = this.random.below(PLACES); left > 0; left -= 1) await viewer.press(way);
    await viewer.press('ok');
    this.notePage((await viewer.now()).page);
  }

  private notePage(page: string): void {
    if (page !== '') this.pages.add(page);
  }

  private async signOut(): Promise<void> {
    const { viewer } = this;
    // Out of the PIN pad, the keyboard for a name, the profile that is edited.
    await viewer.go('back', { page: 'profiles', overlay: '' }, 40);
    await viewer.go('down', { id: /^(manage|sign-out)$/, overlay: '' }, 3);
    await viewer.go('right', { id: 'sign-out', overlay: '' }, 2);
    await viewer.press('ok');
    await viewer.hears({ overlay: /./, id: 'stay' });
    await goAlong(viewer, 'sign-out');
    await viewer.press('ok');
    await viewer.hears({ page: 'sign-in' }, START_MS);
  }

  private async signInAgain(): Promise<void> {
    const { viewer } = this;
    if (!/^(sign-in|add-source)$/.test((await viewer.now()).page)) return;
    // A new start shows the code, whichever way to sign in was open, and no question of the set lies over it.
    await this.relaunch();
    const { page } = await viewer.hears({ page: /^(sign-in|profiles|home|live|player)$/, role: /./ }, START_MS);
    // An own playlist may also be added by a viewer who is signed in.
    if (page !== 'sign-in') return;
    await signInByPhone(this.opened, this.platform, ANYWHERE);
    this.signIns += 1;
  }
}

describe.each(['tizen', 'webos'] as const)('random keys on %s', (kind) => {
  let platform: TestPlatform;
  let opened: OpenedViewer;

  beforeAll(async () => {
    platform = await startPlatform();
    opened = await openViewer(kind, platform, SMALL_SCREEN);
    await signInByPhone(opened, platform);
  });

  afterAll(async () => {
    await opened.viewer.close();
    await platform.stop();
  });

  test('never lose the focus and never end in an unhandled error', async () => {
    const monkey = new Monkey(opened, platform, SEED);
    await monkey.press(PRESSES / 2);
    await monkey.leaveAndReturn();
    await monkey.press(PRESSES / 2);
    await monkey.note();
    expect(opened.viewer.mishaps).toEqual([]);
    expect(monkey.violations).toEqual([]);
    // A monkey that got nowhere, or did nothing but leave, proves nothing.
    expect(monkey.pages.size).toBeGreaterThan(4);
    expect(monkey.signIns).toBeGreaterThan(0);
    expect(monkey.exits).toBeLessThan(PRESSES / LOOK_EVERY / 2);
    expect(monkey.growth).toBeLessThan(MOST_GROWTH_BYTES);
  });
});
