import { existsSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { startPlatform } from '.';

describe('the built platform', () => {
  test('starts, serves the app, and ends without a trace', async () => {
    const platform = await startPlatform();
    try {
      const page = await fetch(`${platform.url}/`);
      expect([page.status, page.headers.get('content-type')]).toEqual([200, expect.stringMatching(/^text\/html/)]);
      expect(await page.text()).toContain('boot.js');
    } finally {
      await platform.stop();
    }
    expect(existsSync(platform.dataDir)).toBe(false);
    await expect(fetch(`${platform.url}/`)).rejects.toThrow();
  }, 60_000);

  test('comes back at the same address with the same data after being killed', async () => {
    const first = await startPlatform();
    await first.kill();
    const second = await startPlatform({ dataDir: first.dataDir, port: first.port });
    try {
      expect(second.url).toBe(first.url);
      expect((await fetch(`${second.url}/`)).status).toBe(200);
    } finally {
      await second.stop();
    }
    expect(existsSync(first.dataDir)).toBe(true);
  }, 120_000);
});
