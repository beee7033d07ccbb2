import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { launchBrowser } from '#test/harness/cdp';
import { ENGINE_TABLE, maskScript, prepareEngine, QUICK_ENGINE_IDS } from '.';

const wanted = process.env['HEARTH_ENGINES'] === 'all' ? ENGINE_TABLE.map((record) => record.id) : QUICK_ENGINE_IDS;

/** What the server answers for the two bundles; each test sets its own. */
let bundles: Readonly<Record<string, string>>;
let server: Server;
let address: string;

beforeAll(async () => {
  const files: Readonly<Record<string, string>> = {
    '/': readFileSync('dist/web/index.html', 'utf8'),
    '/boot.js': readFileSync('dist/web/boot.js', 'utf8'),
  };
  server = createServer((request, response) => {
    const path = request.url ?? '';
    const text = files[path] ?? bundles[path];
    response.writeHead(text === undefined ? 404 : 200, { 'content-type': path === '/' ? 'text/html' : 'text/javascript' }).end(text ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

beforeEach(() => {
  bundles = { '/app-modern.js': 'window.ran = "modern";', '/app-legacy.js': 'window.ran = "legacy";' };
});

/** Boots in an engine and answers what ran. */
async function boot(id: string, mask: number | null): Promise<unknown> {
  const browser = await launchBrowser({ engine: prepareEngine(id) });
  try {
    if (mask !== null) await browser.page.addInitScript(maskScript(mask));
    await browser.page.navigate(address);
    return await browser.page.waitFor('window.ran || (document.getElementById("boot-failed") || {}).textContent');
  } finally {
    await browser.close();
  }
}

describe('the boot script', () => {
  test.each(ENGINE_TABLE.filter((record) => wanted.includes(record.id)).map((record) => record.id))('chooses by capability in engine %s', async (id) => {
    expect(await boot(id, null)).toBe(Number(id) >= 68 ? 'modern' : 'legacy');
  }, 120_000);

  test.each([38, 47, 53])('chooses the legacy bundle with the APIs of Chrome %d', async (mask) => {
    expect(await boot('76', mask)).toBe('legacy');
  }, 120_000);

  test('falls back when the engine cannot read the modern bundle after all', async () => {
    bundles = { ...bundles, '/app-modern.js': 'window.ran = a ?? b;' };
    expect(await boot('76', null)).toBe('legacy');
  }, 120_000);

  test('falls back when the modern bundle does not come, and says so when none does', async () => {
    bundles = { '/app-legacy.js': 'window.ran = "legacy";' };
    expect(await boot('76', null)).toBe('legacy');
    bundles = {};
    expect(await boot('76', null)).toMatch(/could not start/);
  }, 120_000);
});
