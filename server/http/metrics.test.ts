import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openPlatformFixture } from '#server/fixture';
import type { PlatformFixture } from '#server/fixture';

let fixture: PlatformFixture;

beforeAll(async () => {
  fixture = await openPlatformFixture({ metricsToken: 'scrape-me', payments: 'sandbox' });
});

afterAll(async () => {
  await fixture.close();
});

const scrape = (authorization: string) => fixture.app.inject({ url: '/metrics', headers: { authorization } });

describe('metrics', () => {
  test('count answers by route, refusals by reason and running streams, and hold no credential', async () => {
    const id = String(await fixture.idOf('channel', 'nord-1'));
    for (const password of ['tester-stream', 'wrong']) await fixture.app.inject({ url: `/live/tester/${password}/${id}.ts` });
    const text = (await scrape('Bearer scrape-me')).payload;
    expect(text).toContain('hearth_http_answers_total{method="GET",route="/live/:username/:password/:file",status="302"} 1');
    expect(text).toContain('hearth_refusals_total{reason="invalid"} 1');
    expect(text).toContain('hearth_streams_running 1');
    expect(text).toMatch(/hearth_http_seconds_bucket\{route="\/live[^"]*",le="\+Inf"\} 2/);
    expect(text).not.toContain('tester-stream');
    for (const line of text.trim().split('\n')) expect(line).toMatch(/^(?:# (?:HELP|TYPE) \w+ .+|\w+(?:\{[^}]*\})? [\d.e+-]+)$/);
  });

  test('are for the operator alone, and not there without a token', async () => {
    for (const authorization of ['', 'Bearer', 'Bearer scrape', 'scrape-me']) expect((await scrape(authorization)).statusCode).toBe(401);
    const other = await openPlatformFixture();
    expect((await other.app.inject({ url: '/metrics', headers: { authorization: 'Bearer ' } })).statusCode).toBe(404);
    await other.close();
  });

  test('health and readiness are public', async () => {
    expect((await fixture.app.inject({ url: '/healthz' })).json()).toEqual({ status: 'ok', version: '0.1.0' });
    expect((await fixture.app.inject({ url: '/readyz' })).statusCode).toBe(200);
  });
});

describe('openapi.json', () => {
  interface Operation { parameters?: Array<{ name: string; in: string; required: boolean }>; requestBody?: unknown; security?: unknown[] }

  test('names every address of the native interface with the fields requests are judged by', async () => {
    const document = (await fixture.app.inject({ url: '/api/v1/openapi.json' })).json<{ openapi: string; paths: Record<string, Record<string, Operation>> }>();
    expect(document.openapi).toBe('3.1.0');
    const operations = Object.entries(document.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`));
    expect(operations).toEqual(expect.arrayContaining([
      'get /api/v1/hello', 'post /api/v1/play', 'post /api/v1/orders', 'post /api/v1/leases/{id}/beat', 'delete /api/v1/leases/{id}', 'post /oauth/token', 'post /webhooks/{provider}', 'get /healthz',
    ]));
    expect(operations.filter((it) => it.includes('/live') || it.includes('/s/'))).toEqual([]);
    const order = document.paths['/api/v1/orders']?.['post'];
    expect(order?.parameters).toMatchObject([{ name: 'idempotency-key', in: 'header', required: true }]);
    expect(order?.requestBody).toMatchObject({ content: { 'application/json': { schema: { type: 'object', properties: { offerId: { type: 'string' } } } } } });
    expect([document.paths['/api/v1/hello']?.['get']?.security, order?.security]).toEqual([[], undefined]);
    for (const [path, methods] of Object.entries(document.paths)) {
      const named = Array.from(path.matchAll(/\{(\w+)\}/g), (match) => match[1]);
      for (const operation of Object.values(methods)) {
        expect((operation.parameters ?? []).filter((it) => it.in === 'path').map((it) => it.name)).toEqual(named);
      }
    }
  });
});
