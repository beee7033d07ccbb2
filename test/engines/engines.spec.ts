import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { launchBrowser, type Browser } from '#test/harness/cdp';
import { ENGINE_TABLE, maskScript, prepareEngine, QUICK_ENGINE_IDS } from '.';

const PAGE = '<!doctype html><script>var keys = []; addEventListener("keydown", function (e) { keys.push(e.keyCode); });</script>';
const wanted = process.env['HEARTH_ENGINES'] === 'all' ? ENGINE_TABLE.map((record) => record.id) : QUICK_ENGINE_IDS;

let server: Server;
let address: string;

beforeAll(async () => {
  server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html').end(PAGE);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe.each(ENGINE_TABLE.filter((record) => wanted.includes(record.id)))('engine $id', (record) => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchBrowser({ engine: prepareEngine(record.id) });
  }, 300_000);

  afterAll(async () => {
    await browser.close();
  });

  test('is the version the table says and draws with WebGL', async () => {
    await browser.page.navigate(address);
    expect(await browser.page.evaluate('navigator.userAgent')).toContain(`/${record.version}`);
    expect(await browser.page.evaluate('!!document.createElement("canvas").getContext("webgl")')).toBe(true);
  });

  test('takes the keys of both televisions', async () => {
    await browser.page.navigate(address);
    await browser.page.input.pressAll([39, 13, 461, 10_009, 403, 415]);
    expect(await browser.page.evaluate('keys')).toEqual([39, 13, 461, 10_009, 403, 415]);
  });

  test('waits, takes pictures, goes offline, measures', async () => {
    const { page } = browser;
    await page.navigate(address);
    await page.evaluate('setTimeout(function () { window.isLate = true; }, 50)');
    expect(await page.waitFor('window.isLate')).toBe(true);
    expect((await page.screenshot()).length).toBeGreaterThan(1_000);
    await page.conditions.setOffline(true);
    expect(await page.evaluateAsync(`fetch(${JSON.stringify(address)}).then(function () { return 'came'; }, function () { return 'failed'; })`)).toBe('failed');
    await page.conditions.setOffline(false);
    await page.conditions.setCpuThrottling(2);
    await page.conditions.setCpuThrottling(1);
    expect(await page.conditions.heapUsedBytes()).toBeGreaterThan(100_000);
  });

  test('decodes H.264 as the table says', async () => {
    await browser.page.navigate(address);
    const canPlay = await browser.page.evaluate('MediaSource.isTypeSupported(\'video/mp4; codecs="avc1.42E01E,mp4a.40.2"\')');
    expect(canPlay).toBe(record.hasH264);
  });
});

describe('masked APIs', () => {
  test('take from engine 63 what Chrome 47 had not', async () => {
    const browser = await launchBrowser({ engine: prepareEngine('63') });
    try {
      await browser.page.addInitScript(maskScript(47));
      await browser.page.navigate(address);
      expect(await browser.page.evaluate('[typeof Object.values, typeof Array.from, typeof Promise]')).toEqual(['undefined', 'function', 'function']);
      expect(await browser.page.evaluate('__masked.length')).toBeGreaterThan(150);
      await browser.page.waitFor('true');
    } finally {
      await browser.close();
    }
  }, 300_000);
});
