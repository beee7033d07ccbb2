import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import { startPlatform } from '#test/harness/server';
import type { TestPlatform } from '#test/harness/server';
import { startSimulatedTelevision } from '#test/simulators';
import type { SimulatedTelevision } from '#test/simulators';
import { SMALL_SCREEN } from './open-viewer';
import { signInByPhone, START_MS } from './steps';
import { Viewer } from './viewer';

jest.setTimeout(300_000);

/** A set that says nothing for a minute has to be given up by then. */
const CALM_MS = 120_000;

let platform: TestPlatform;
let television: SimulatedTelevision | null = null;

beforeAll(async () => {
  platform = await startPlatform();
});

afterEach(async () => {
  await television?.close();
  television = null;
});

afterAll(() => platform.stop());

/** Lost and doubled callbacks, silent stalls, errors after a resume, slow refusals: all of what owners report, by a seed. */
test.each([['tizen', 3], ['webos', 5]] as const)('on a %s set in chaos a journey ends playing or with a plain message', async (kind, seed) => {
  television = await startSimulatedTelevision({ kind, platformUrl: platform.url, set: { chaos: 'field', seed }, launch: SMALL_SCREEN });
  const { browser, page, codes } = television;
  const viewer = new Viewer({ kind, page, codes, close: () => Promise.resolve() });
  await signInByPhone({ viewer, browser }, platform, { page: 'home', id: 'play' });
  await viewer.press('ok');
  await viewer.hears({ page: 'player', player: /playing|recovering|failed/ }, START_MS);
  // A storm of seeks, then away and back in the middle of it.
  for (let i = 0; i < 8; i += 1) await viewer.tap(i % 3 === 2 ? 'left' : 'right');
  await television.act('hide');
  await delay(1_500);
  await television.act('show');
  await viewer.hears({ page: 'player', player: /playing|paused|failed|ended/ }, CALM_MS);
  const { data } = await viewer.now();
  // A failure has a label and something to press.
  if (data['player'] === 'failed') expect([data['problem'], data['role']]).toEqual([expect.stringMatching(/^HRT-\d+$/), 'button']);
  await viewer.press('back', 'back');
  await viewer.hears({ page: /^(home|movie|show)$/ }, START_MS);
  expect(viewer.mishaps).toEqual([]);
});
