import { beforeEach, describe, expect, test } from '@jest/globals';
import { createCancelSource } from '#core/base';
import { FakeHttp } from '#test/harness/fakes';
import { HttpClient } from './http-client';
import { isHtml } from './refusal';

let http: FakeHttp;
let client: HttpClient;
const url = 'http://line.example:8080/player_api.php?username=ingrid&password=s3cret';

beforeEach(() => {
  http = new FakeHttp();
  client = new HttpClient(http);
});

describe('json', () => {
  test.each([
    ['good', { body: { a: 1 }, chunkBytes: 2 }, 'ok'], ['a byte order mark', { body: '\ufeff{"a":1}' }, 'ok'], ['empty', { body: '' }, 'source.empty'],
    ['a page', { body: '<!DOCTYPE html><html>login' }, 'source.html-answer'], ['a page with a harmless type', { body: '<html>', headers: { 'Content-Type': 'text/plain' } }, 'source.html-answer'],
    ['rubbish', { body: 'Forbidden' }, 'source.not-json'], ['cut off', { body: '{"a":' }, 'source.not-json'],
    ['401', { status: 401, body: { error: 1 } }, 'http.unauthorized'], ['403', { status: 403 }, 'http.forbidden'], ['404 with a page', { status: 404, body: '<html>nginx' }, 'http.not-found'],
    ['429', { status: 429 }, 'http.rate-limited'], ['458', { status: 458 }, 'source.connection-limit'], ['509', { status: 509 }, 'source.connection-limit'],
    ['500', { status: 500 }, 'http.server'], ['520', { status: 520 }, 'http.server'], ['884', { status: 884 }, 'http.forbidden'], ['302 without an end', { status: 302 }, 'http.unexpected'],
    ['breaks in the middle', { body: '{"a', breaksWith: 'net.timeout' }, 'net.timeout'],
  ] as const)('%s', async (_name, answer, expected) => {
    http.on('player_api', answer);
    const result = await client.json({ url });
    expect(result.ok ? 'ok' : result.error.code).toBe(expected);
    if (!result.ok) expect(JSON.stringify([result.error.message, result.error.facts])).not.toMatch(/s3cret|ingrid/);
  });

  test.each(['net.offline', 'net.timeout', 'net.unreachable', 'source.bad-address'] as const)('no answer: %s', async (code) => {
    http.on('player_api', code);
    const result = await client.json({ url });
    expect(result.ok ? 'ok' : result.error.code).toBe(code);
  });

  test('an endless answer is stopped', async () => {
    http.on('player_api', { body: 'x'.repeat(5000), chunkBytes: 100 });
    const result = await client.json({ url, limitBytes: 1000 });
    expect(result.ok ? 'ok' : [result.error.code, result.error.facts['limitBytes']]).toEqual(['source.malformed', 1000]);
  });

  test('cancelling answers', async () => {
    http.on('player_api', 'hang');
    const source = createCancelSource();
    const asked = client.json({ url, signal: source.signal });
    source.cancel();
    const result = await asked;
    expect(result.ok ? 'ok' : result.error.code).toBe('net.cancelled');
  });
});

test('open closes what it refuses', async () => {
  http.on('list', { status: 404, body: 'nothing' });
  const result = await client.open({ url: 'http://h.example/list' });
  expect(result.ok ? 'ok' : result.error.code).toBe('http.not-found');
});

test('what is a page', () => {
  expect([isHtml('text/html', '  <HTML>'), isHtml('', '<!doctype HTML>'), isHtml('application/xml', '<?xml version="1.0"?><tv>'), isHtml('text/html', '#EXTM3U'), isHtml('text/html', '<tv>')]).toEqual([true, true, false, false, true]);
});
