import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { toAppError } from '#core/base';
import { LoopbackServer } from '#test/harness/loopback';
import { NO_CONDITIONS, openBytes, openConditionally } from './open-bytes';

const LIST = '#EXTM3U\n#EXTINF:-1,One\nhttp://host.example/1.ts\n';
let asked: string[] = [];
let answer: (request: IncomingMessage, response: ServerResponse) => void = () => undefined;
const server = new LoopbackServer((request, response) => {
  asked.push(request.url ?? '');
  answer(request, response);
});

beforeAll(() => server.listen());
afterAll(() => server.close());
beforeEach(() => {
  asked = [];
});

async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts).toString();
}

async function failure(location: string): Promise<readonly [code: string, message: string]> {
  const { code, message } = await textOf(openBytes(location)).then(() => toAppError(null), (error: unknown) => toAppError(error));
  return [code, message];
}

test.each([
  ['as they are', {}, Buffer.from(LIST)],
  ['packed by the host', { 'content-encoding': 'gzip' }, gzipSync(LIST)],
  ['packed by the source', {}, gzipSync(LIST)],
  ['packed by both', { 'content-encoding': 'gzip' }, gzipSync(gzipSync(LIST))],
])('bytes come %s', async (_name, headers, body) => {
  answer = (_request, response) => response.writeHead(200, headers).end(body);
  expect(await textOf(openBytes(`${server.url}/list name.m3u`))).toBe(LIST);
  expect(asked).toEqual(['/list%20name.m3u']);
});

test('a redirect on the operator’s own host is followed; conditions go along and what to ask with comes back', async () => {
  const seen: unknown[] = [];
  answer = (request, response) => {
    if (request.url === '/old') response.writeHead(302, { location: '/new' }).end();
    else {
      seen.push(request.headers['if-none-match']);
      response.writeHead(request.headers['if-none-match'] === '"1"' ? 304 : 200, { etag: '"1"', 'content-type': 'text/plain; charset=latin1' }).end(LIST);
    }
  };
  const opened = await openConditionally(`${server.url}/old`, NO_CONDITIONS);
  expect(opened).toMatchObject({ kind: 'bytes', etag: '"1"', charset: 'latin1' });
  if (opened.kind === 'bytes') expect(await textOf(opened.chunks)).toBe(LIST);
  expect(await openConditionally(`${server.url}/old`, { etag: '"1"', lastModified: '' })).toEqual({ kind: 'unchanged' });
  expect(seen).toEqual([undefined, '"1"']);
});

test.each(['http://169.254.169.254/latest/meta-data/', 'http://[::1]:1/', 'http://10.0.0.1/', 'file:///etc/passwd'])('what a source leads to must be of the open internet: %s', async (location) => {
  answer = (_request, response) => response.writeHead(302, { location }).end();
  const [code, message] = await failure(`${server.url}/secret-of-mine`);
  expect([code, asked]).toEqual(['source.bad-address', ['/secret-of-mine']]);
  expect(message).not.toMatch(/secret-of-mine|169\.254|passwd/);
});

test('a source that refuses, leads in circles or breaks off is told by its host alone', async () => {
  const host = new URL(server.url).host;
  answer = (_request, response) => response.writeHead(404).end();
  expect(await failure(`${server.url}/secret-of-mine`)).toEqual(['http.not-found', `${host} answered 404`]);
  answer = (request, response) => response.writeHead(302, { location: request.url ?? '' }).end();
  expect(await failure(`${server.url}/secret-of-mine`)).toEqual(['http.unexpected', `${host} redirects without end`]);
  answer = (_request, response) => {
    response.writeHead(200, { 'content-length': '100' }).write(LIST.slice(0, 20), () => response.destroy());
  };
  expect(await failure(`${server.url}/secret-of-mine`)).toEqual(['net.unreachable', `${host} cannot be reached`]);
});
