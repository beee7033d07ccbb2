import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { launchBrowser } from '#test/harness/cdp';
import type { Browser } from '#test/harness/cdp';
import { confirmDevice, startPlatform, TEST_ACCOUNTS } from '#test/harness/server';
import type { TestPlatform } from '#test/harness/server';
import { ENGINE_TABLE, maskScript, prepareEngine } from '.';

/** Which engine stands for which set: engines as they are, and the oldest one with the APIs of older ones. */
const QUICK = [
  { set: 'Tizen 3.0 (APIs of Chrome 47)', id: '63', mask: 47, bundle: 'legacy' },
  { set: 'webOS 4 (APIs of Chrome 53)', id: '63', mask: 53, bundle: 'legacy' },
  { set: 'Tizen 5.0', id: '63', mask: null, bundle: 'legacy' },
  { set: 'Tizen 6.0', id: '76', mask: null, bundle: 'modern' },
];
const REST = ENGINE_TABLE.filter(({ id }) => id !== '63' && id !== '76').map(({ id, standsFor }) => ({ set: standsFor, id, mask: null, bundle: 'modern' }));
const WANTED = process.env['HEARTH_ENGINES'] === 'all' ? [...QUICK, ...REST] : QUICK;
const ARROWS = { right: 39, down: 40, up: 38 };

describe.each(WANTED)('the app in the engine of $set', ({ id, mask, bundle }) => {
  let platform: TestPlatform;
  let browser: Browser;

  beforeAll(async () => {
    platform = await startPlatform();
    browser = await launchBrowser({ engine: prepareEngine(id), frameMs: 60 });
    if (mask !== null) await browser.page.addInitScript(maskScript(mask));
  }, 300_000);

  afterAll(async () => {
    await browser.close();
    await platform.stop();
  });

  test('boots, signs in with a code and reaches Home', async () => {
    const { page } = browser;
    await page.navigate(`${platform.url}/`);
    const shown = await page.waitForMirror({ page: 'sign-in', code: /-/ }, { timeoutMs: 60_000 });
    expect(await page.evaluate('window.hearthBundle')).toBe(bundle);
    await confirmDevice(platform.url, shown.data['code'] ?? '', TEST_ACCOUNTS.tester);
    const next = await page.waitForMirror({ page: /^(profiles|home)$/, id: /./ }, { timeoutMs: 60_000 });
    if (next.page === 'profiles') await page.input.press(13);
    await page.waitForMirror({ page: 'home', id: 'play' }, { timeoutMs: 60_000 });
  }, 200_000);

  test('walks and draws', async () => {
    const { page } = browser;
    await page.input.pressAll([ARROWS.down, ARROWS.right]);
    const card = await page.waitForMirror({ page: 'home', position: /^2 / });
    await page.input.pressAll([ARROWS.right]);
    const after = await page.waitForMirror({ position: /^3 / });
    expect(after.data['id']).not.toBe(card.data['id']);
    // A page without text and pictures compresses to next to nothing.
    expect((await page.screenshot()).length).toBeGreaterThan(60_000);
  }, 60_000);

  // Older ones decode no H.264: there the app stops at the picture.
  const decodes = ENGINE_TABLE.find((engine) => engine.id === id)?.hasH264 === true;
  (decodes ? test : test.skip)('plays a film, pauses, and Back leads Home', async () => {
    const { page } = browser;
    for (let i = 0; i < 4 && (await page.mirror()).data['id'] !== 'play'; i += 1) {
      await page.input.pressAll([ARROWS.up]);
      await page.evaluateAsync('new Promise(function (done) { setTimeout(done, 500); })');
    }
    await page.waitForMirror({ page: 'home', id: 'play' });
    await page.input.press(13);
    await page.waitForMirror({ page: 'player', player: 'playing' }, { timeoutMs: 60_000 });
    await page.input.press(13);
    await page.waitForMirror({ page: 'player', player: 'paused' }, { timeoutMs: 30_000 });
    for (let i = 0; i < 3 && (await page.mirror()).data['page'] === 'player'; i += 1) await page.input.press(8);
    await page.waitForMirror({ page: /^(home|movie|show)$/ }, { timeoutMs: 30_000 });
  }, 120_000);

  test('threw nothing', () => {
    expect(browser.page.log.exceptions).toEqual([]);
  });
});
