import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { LightMyRequestResponse } from 'fastify';
import { DAY_MS, HOUR_MS } from '#core/base';
import type { WireBox } from '#core/wire';
import { MOST_BOX_LETTERS } from '#server/domain';
import { openPlatformFixture } from '#server/fixture';
import type { PlatformFixture } from '#server/fixture';

let fixture: PlatformFixture;

const hex = (): string => randomBytes(16).toString('hex');
const SEALED = randomBytes(900).toString('base64url');

beforeAll(async () => {
  fixture = await openPlatformFixture();
});

beforeEach(() => {
  // Whoever guessed or filled in the test before is forgiven.
  fixture.advance(2 * HOUR_MS);
});

afterAll(async () => {
  await fixture.close();
});

function leave(box: object, ip = '10.1.0.1'): Promise<LightMyRequestResponse> {
  return fixture.app.inject({ method: 'POST', url: '/api/v1/boxes', payload: box, remoteAddress: ip });
}

function fetchBox(id: string, ip = '10.1.0.2'): Promise<LightMyRequestResponse> {
  return fixture.app.inject({ url: `/api/v1/boxes/${id}`, remoteAddress: ip });
}

function forget(id: string, word: string, ip = '10.1.0.2'): Promise<LightMyRequestResponse> {
  return fixture.app.inject({ method: 'POST', url: `/api/v1/boxes/${id}/forget`, payload: { word }, remoteAddress: ip });
}

describe('a box', () => {
  test('is left without an account, fetched by its id, and gone once its word was said', async () => {
    const [id, word] = [hex(), hex()];
    const left = await leave({ id, word, sealed: SEALED });
    expect([left.statusCode, left.json<{ expiresAtMs: number }>().expiresAtMs]).toEqual([201, fixture.platform.nowMs() + DAY_MS]);
    const fetched = await fetchBox(id);
    expect(fetched.json<WireBox>().sealed).toBe(SEALED);
    expect([fetched.headers['cache-control'], fetched.headers['access-control-allow-origin']]).toEqual(['no-store', '*']);
    expect([(await forget(id, hex())).statusCode, (await fetchBox(id)).statusCode]).toEqual([404, 200]);
    expect([(await forget(id, word)).statusCode, (await fetchBox(id)).statusCode]).toEqual([204, 404]);
  });

  test('runs out after a day', async () => {
    const [id, word] = [hex(), hex()];
    await leave({ id, word, sealed: SEALED });
    fixture.advance(DAY_MS - 1);
    expect((await fetchBox(id)).statusCode).toBe(200);
    fixture.advance(1);
    expect([(await fetchBox(id)).statusCode, await fixture.platform.store.boxes.deleteExpired(fixture.platform.nowMs())]).toEqual([404, 1]);
  });

  test('is never replaced: neither by a replay nor by who knows its id', async () => {
    const box = { id: hex(), word: hex(), sealed: SEALED };
    await leave(box);
    expect([(await leave(box)).statusCode, (await leave({ ...box, word: hex(), sealed: 'AAAA' })).statusCode]).toEqual([403, 403]);
    expect((await fetchBox(box.id)).json<WireBox>().sealed).toBe(SEALED);
  });

  test('leaves no trace of id, word or content in the log, and the store has hashes alone', async () => {
    const [id, word] = [hex(), hex()];
    await leave({ id, word, sealed: SEALED });
    await fetchBox(id);
    await forget(id, hex());
    const log = fixture.logged.join('');
    expect([word, SEALED].filter((secret) => log.includes(secret))).toEqual([]);
    const row = JSON.stringify(await fixture.platform.store.boxes.byId((await import('node:crypto')).createHash('sha256').update(id).digest('base64url'), fixture.platform.nowMs()));
    expect(row).toContain(SEALED);
    expect([id, word].filter((secret) => row.includes(secret))).toEqual([]);
  });
});

describe('limits', () => {
  test('what is no box is refused', async () => {
    const good = { id: hex(), word: hex(), sealed: SEALED };
    for (const bad of [{ ...good, id: 'abc' }, { ...good, id: hex().toUpperCase().replace(/\d/g, 'A') }, { ...good, word: '' }, { ...good, sealed: '' }, { ...good, sealed: 'a b' }, { ...good, sealed: '<script>' }, { ...good, more: 1 }]) {
      expect((await leave(bad)).statusCode).toBe(400);
    }
    expect((await fetchBox('x'.repeat(32))).statusCode).toBe(400);
  });

  test('what is too large is refused before it is kept', async () => {
    expect((await leave({ id: hex(), word: hex(), sealed: 'A'.repeat(MOST_BOX_LETTERS + 1) })).statusCode).toBe(400);
    expect((await leave({ id: hex(), word: hex(), sealed: 'A'.repeat(MOST_BOX_LETTERS + 4096) })).statusCode).toBe(413);
    expect((await leave({ id: hex(), word: hex(), sealed: 'A'.repeat(MOST_BOX_LETTERS) })).statusCode).toBe(201);
  });

  test('an address leaves twenty an hour; another is not kept from it', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 21; i += 1) statuses.push((await leave({ id: hex(), word: hex(), sealed: 'AAAA' }, '10.1.0.9')).statusCode);
    expect([statuses.filter((status) => status === 201).length, statuses[20]]).toEqual([20, 429]);
    expect((await leave({ id: hex(), word: hex(), sealed: 'AAAA' }, '10.1.0.10')).statusCode).toBe(201);
    fixture.advance(HOUR_MS);
    expect((await leave({ id: hex(), word: hex(), sealed: 'AAAA' }, '10.1.0.9')).statusCode).toBe(201);
  });

  test('who tries ids or words is locked out, also from the right one, and others are not', async () => {
    const box = { id: hex(), word: hex(), sealed: SEALED };
    await leave(box);
    const statuses: number[] = [];
    for (let i = 0; i < 15; i += 1) statuses.push((await fetchBox(hex(), '10.1.0.66')).statusCode, (await forget(box.id, hex(), '10.1.0.66')).statusCode);
    expect(new Set(statuses)).toEqual(new Set([404]));
    expect([(await fetchBox(box.id, '10.1.0.66')).statusCode, (await forget(box.id, box.word, '10.1.0.66')).statusCode]).toEqual([429, 429]);
    expect((await fetchBox(box.id)).statusCode).toBe(200);
  });

  test('is no storage of files: an address fetches sixty an hour', async () => {
    const box = { id: hex(), word: hex(), sealed: 'AAAA' };
    await leave(box);
    const statuses: number[] = [];
    for (let i = 0; i < 61; i += 1) statuses.push((await fetchBox(box.id, '10.1.0.70')).statusCode);
    expect([statuses[59], statuses[60]]).toEqual([200, 429]);
  });
});

test('the document of the interfaces names them as public', async () => {
  const { paths } = (await fixture.app.inject({ url: '/api/v1/openapi.json' })).json<{ paths: Record<string, Record<string, { security?: unknown[] }>> }>();
  expect([paths['/api/v1/boxes']?.['post']?.security, paths['/api/v1/boxes/{id}']?.['get']?.security, paths['/api/v1/boxes/{id}/forget']?.['post']?.security]).toEqual([[], [], []]);
});
