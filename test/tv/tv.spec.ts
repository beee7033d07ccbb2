import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { launchBrowser } from '#test/harness/cdp';
import type { Browser } from '#test/harness/cdp';
import { startPlatform } from '#test/harness/server';
import type { TestPlatform } from '#test/harness/server';
import type { PackageServer } from '#test/simulators';
import { openTv } from './open-tv';
import { readTvOptions } from './read-options';

const PATIENCE_MS = 90_000;
const WAIT = { timeoutMs: 60_000 };
const SET = `document.getElementById('set').contentWindow`;
const mirrorOf = (name: string): string => `((${SET}.document.getElementById('hearth-mirror') || { getAttribute: function () { return '' } }).getAttribute('data-${name}') || '')`;

let platform: TestPlatform;
let browser: Browser;
beforeAll(async () => {
  platform = await startPlatform();
  browser = await launchBrowser({ viewport: { width: 1280, height: 640 } });
}, PATIENCE_MS);
afterAll(async () => {
  await browser.close();
  await platform.stop();
});

async function pressDrawn(label: string): Promise<void> {
  await browser.page.evaluate(`(function () {
    var key = document.querySelector('#remote button[title="${label}"]');
    key.dispatchEvent(new PointerEvent('pointerdown')); key.dispatchEvent(new PointerEvent('pointerup'));
  })()`);
}

async function onSet(words: readonly string[], drive: (server: PackageServer) => Promise<void>): Promise<void> {
  const server = await openTv(readTvOptions([...words, '--port', '0']), platform.url);
  try {
    await browser.page.navigate(server.url);
    await browser.page.waitFor(`${SET} && ${SET}.__television && ${mirrorOf('page')} === 'sign-in'`, WAIT);
    await drive(server);
  } finally {
    await server.close();
  }
}

test('a Samsung set in a page: the drawn remote drives the app, and its state is told', async () => {
  await onSet(['--tizen', '5.0'], async () => {
    const { page } = browser;
    expect(await page.evaluate(`${SET}.navigator.userAgent`)).toContain('Tizen 5.0');
    const before = await page.evaluate(mirrorOf('id'));
    await pressDrawn('ArrowRight');
    await page.waitFor(`${mirrorOf('id')} !== ${JSON.stringify(before)}`, WAIT);
    await page.evaluate(`Array.prototype.find.call(document.querySelectorAll('#acts button'), function (it) { return it.textContent === 'Cable'; }).click()`);
    await page.waitFor(`/isOnline\\s*false/.test(document.getElementById('state').innerText)`, WAIT);
    expect(await page.evaluate(`document.getElementById('violations').childElementCount`)).toBe(0);
    await page.waitFor(`document.getElementById('journal').childElementCount > 0`, WAIT);
  });
}, PATIENCE_MS);

test('an LG set: the keyboard of a computer is its remote, the mouse its pointer', async () => {
  await onSet(['--webos', '6'], async () => {
    const { page } = browser;
    const before = await page.evaluate(mirrorOf('id'));
    await page.input.press(39);
    await page.waitFor(`${mirrorOf('id')} !== ${JSON.stringify(before)}`, WAIT);
    await page.evaluate(`document.getElementById('glass').dispatchEvent(new MouseEvent('mousemove', { clientX: 300, clientY: 300 }))`);
    await page.waitFor(`/isPointerVisible\\s*true/.test(document.getElementById('state').innerText)`, WAIT);
    for (const [name, shown] of [['Developer session over', `/hasExited\\s*true/.test(document.getElementById('state').innerText) && /removed/.test(${SET}.document.documentElement.textContent)`], ['Switch off and on', `${SET}.__television && ${mirrorOf('page')} === 'sign-in'`]] as const) {
      await page.evaluate(`Array.prototype.find.call(document.querySelectorAll('#acts button'), function (it) { return it.textContent === '${name}'; }).click()`);
      await page.waitFor(shown, { ...WAIT, what: name });
    }
  });
}, PATIENCE_MS);
