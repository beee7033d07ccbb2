import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { OwnInput, SourceInput } from './recording-input';

let server: Server;
let base = '';

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = request.url ?? '';
    if (path === '/moved') response.writeHead(302, { location: '/whole' }).end();
    else if (path === '/metadata') response.writeHead(302, { location: 'http://169.254.169.254/latest' }).end();
    else if (path === '/whole') response.end('0123456789');
    else if (path === '/part') response.writeHead(206).end((request.headers.range ?? '').replace('bytes=', ''));
    else response.writeHead(Number(path.slice(1))).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const source = (channelUrl = `${base}/index.m3u8`): SourceInput => new SourceInput(channelUrl, [], new AbortController().signal);
const code = (work: Promise<unknown>): Promise<string> => work.then(() => 'answered', (error: unknown) => (error as { code: string }).code);

test('a source is followed to where it leads, and parts of files are what was asked for', async () => {
  expect(await source().fetch(`${base}/moved`, null, 100)).toEqual({ url: `${base}/whole`, bytes: Buffer.from('0123456789') });
  expect((await source().fetch(`${base}/part`, { start: 2, end: 4 }, 100)).bytes.toString()).toBe('2-4');
  // A server that knows no ranges answers the whole.
  expect((await source().fetch(`${base}/whole`, { start: 2, end: 4 }, 100)).bytes.toString()).toBe('234');
});

test('what a source may not lead to is not asked: only the channel’s own host may lie in a closed network', async () => {
  expect(await code(source().fetch(`${base}/metadata`, null, 100))).toBe('net.relay-refused');
  expect(await code(source('http://198.51.100.7/index.m3u8').fetch(`${base}/whole`, null, 100))).toBe('net.relay-refused');
  expect(await code(source().fetch('file:///etc/passwd', null, 100))).toBe('source.bad-address');
});

test('refusals, nothing there, failures and too much have their names', async () => {
  expect(await Promise.all(['/403', '/404', '/503'].map((path) => code(source().fetch(base + path, null, 100))))).toEqual(['media.refused', 'media.not-found', 'media.unreachable']);
  expect(await code(source().fetch(`${base}/whole`, null, 5))).toBe('media.unsupported');
});

test('our own channels resolve like addresses', async () => {
  const asked: string[] = [];
  const own = new OwnInput(async (path) => {
    asked.push(path);
    return { status: 200, bytes: Buffer.from('#EXTM3U') };
  });
  const { url } = await own.fetch('/s/token/live/x/index.m3u8', null);
  await own.fetch(new URL('360p.m3u8', url).href, null);
  expect(asked).toEqual(['/s/token/live/x/index.m3u8', '/s/token/live/x/360p.m3u8']);
});
