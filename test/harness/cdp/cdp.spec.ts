import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PNG } from 'pngjs';
import { DriverError, launchBrowser, type Browser } from '.';

const PAGE = `<!doctype html><meta charset="utf-8"><style>body{margin:0}#box{width:200px;height:100px;background:#f00}</style>
<div id="box"></div><div id="hearth-mirror" data-page="first" data-role="button" data-name="Play"><span>Play, button</span></div>
<script>
  var keys = [], clicks = [];
  addEventListener('keydown', function (e) { keys.push(e.keyCode + (e.repeat ? 'r' : '')); });
  addEventListener('keyup', function (e) { keys.push('u' + e.keyCode); });
  addEventListener('click', function (e) { clicks.push([e.clientX, e.clientY]); });
  console.log('hello', 7);
</script>`;

describe('the driver', () => {
  let server: Server;
  let browser: Browser;
  let base: string;

  beforeAll(async () => {
    server = createServer((request, response) => {
      if (request.url?.startsWith('/data') === true) response.setHeader('content-type', 'text/plain').end('data');
      else response.setHeader('content-type', 'text/html').end(PAGE);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    browser = await launchBrowser();
  }, 60_000);

  afterAll(async () => {
    await browser.close();
    server.closeAllConnections();
    server.close();
  });

  test('opens a page after the init scripts, and collects what it says', async () => {
    await browser.page.addInitScript('window.early = typeof keys;');
    await browser.page.navigate(`${base}/`);
    expect(await browser.page.evaluate('[early, innerWidth, innerHeight]')).toEqual(['undefined', 1920, 1080]);
    expect(browser.page.log.console).toContainEqual({ level: 'log', text: 'hello 7' });
    await browser.page.evaluate('setTimeout(function () { throw new Error("late fault"); }, 0)');
    await browser.page.evaluate('setTimeout(function () { Promise.reject(new Error("unheard")); }, 0)');
    await browser.page.waitFor('true');
    await browser.page.evaluateAsync('new Promise(function (resolve) { setTimeout(resolve, 50); })');
    expect(browser.page.log.exceptions.join('\n')).toMatch(/late fault[\s\S]*unheard/);
  });

  test('presses keys by code, held ones in both styles', async () => {
    await browser.page.navigate(`${base}/`);
    await browser.page.input.pressAll([39, 461, 10_009]);
    expect(await browser.page.evaluate('keys.splice(0)')).toEqual(['39', 'u39', '461', 'u461', '10009', 'u10009']);
    await browser.page.input.hold(40, { forMs: 30, repeatMs: 10 });
    expect(await browser.page.evaluate('keys.splice(0)')).toEqual(['40', '40r', '40r', 'u40']);
    await browser.page.input.hold(40, { forMs: 20, repeatMs: 10, style: 'pairs' });
    expect(await browser.page.evaluate('keys.splice(0)')).toEqual(['40', 'u40', '40', 'u40']);
    await browser.page.input.click(20, 30);
    expect(await browser.page.evaluate('clicks')).toEqual([[20, 30]]);
  });

  test('reads the mirror and waits for it', async () => {
    await browser.page.navigate(`${base}/`);
    expect(await browser.page.mirror()).toMatchObject({ isPresent: true, page: 'first', role: 'button', text: 'Play, button' });
    await browser.page.evaluate('setTimeout(function () { document.getElementById("hearth-mirror").dataset.page = "second"; }, 100)');
    expect((await browser.page.waitForMirror({ page: 'second', name: /^Pl/ })).page).toBe('second');
  });

  test('waits across a navigation', async () => {
    await browser.page.navigate(`${base}/`);
    await browser.page.evaluate('setTimeout(function () { location.href = "/?next"; }, 50)');
    expect(await browser.page.waitFor('location.search')).toBe('?next');
  });

  test('says what it saw when a condition never comes true', async () => {
    await browser.page.navigate(`${base}/`);
    const problem = browser.page.waitFor('keys.length > 99', { timeoutMs: 60, what: 'many keys' });
    await expect(problem).rejects.toThrow(/many keys[\s\S]*last value: false[\s\S]*"page":"first"[\s\S]*hello 7/);
    await expect(browser.page.evaluate('nowhere.to.be.found')).rejects.toThrow(/nowhere is not defined/);
    await expect(browser.page.evaluate('(')).rejects.toThrow(DriverError);
  });

  test('takes pictures', async () => {
    await browser.page.navigate(`${base}/`);
    const picture = PNG.sync.read(await browser.page.screenshot());
    expect([picture.width, picture.height, ...picture.data.subarray(0, 3)]).toEqual([1920, 1080, 255, 0, 0]);
    const clip = PNG.sync.read(await browser.page.screenshot({ x: 190, y: 90, width: 20, height: 20 }));
    expect([clip.width, clip.height]).toEqual([20, 20]);
  });

  test('cuts the network and blocks addresses', async () => {
    const fetchText = (path: string): string => `fetch('${path}').then(function (r) { return r.text(); }, function () { return 'failed'; })`;
    await browser.page.navigate(`${base}/`);
    expect(await browser.page.evaluateAsync(fetchText('/data'))).toBe('data');
    await browser.page.conditions.blockUrls(['*/data2*']);
    expect(await browser.page.evaluateAsync(fetchText('/data2'))).toBe('failed');
    await browser.page.conditions.blockUrls([]);
    await browser.page.conditions.setOffline(true);
    expect(await browser.page.evaluateAsync(fetchText('/data3'))).toBe('failed');
    await browser.page.conditions.setOffline(false);
    expect(await browser.page.evaluateAsync(fetchText('/data3'))).toBe('data');
    expect(browser.page.log.requests).toContainEqual({ url: `${base}/data`, method: 'GET', status: 200, failure: null });
  });

  test('throttles and measures', async () => {
    await browser.page.conditions.setCpuThrottling(6);
    expect(await browser.page.conditions.heapUsedBytes()).toBeGreaterThan(100_000);
    await browser.page.conditions.setCpuThrottling(1);
  });

  test('opens a second page', async () => {
    const second = await browser.newPage();
    await second.navigate(`${base}/?second`);
    expect(await second.evaluate('location.search')).toBe('?second');
    expect(await browser.page.evaluate('location.search')).not.toBe('?second');
    await second.close();
    await expect(second.evaluate('1')).rejects.toThrow('closed');
    expect(await browser.page.evaluate('location.search')).not.toBe('?second');
  });
});
