import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { benchApp } from './app/bench-app';

let server: Server;

beforeAll(async () => {
  server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html').end(readFileSync('test/bench/fixture/page.html'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe('the app benchmark', () => {
  test('finds every number on a page with a mirror', async () => {
    const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
    const said: string[] = [];
    const { measurements: rows } = await benchApp({ url, repeats: 2, size: null, isOursOnly: true, say: (line) => said.push(line) });
    expect(rows.map((row) => row.what)).toEqual(expect.arrayContaining(['start to first Home frame, median', 'key to changed frame, script, median', 'JS heap on Home']));
    expect(rows.filter((row) => !(row.value >= 0))).toEqual([]);
    expect(said).toContain('  28 of 28 keys changed the screen');
  }, 120_000);
});
