import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findPostgres, startPostgres } from '#test/harness/postgres';
import type { TestPostgres } from '#test/harness/postgres';
import { hasRedis, startRedisAtPort } from '#test/harness/redis';
import type { TestRedis } from '#test/harness/redis';
import { HOUR_MS } from '#core/base';
import type { WireCompanion, WireLetters } from '#core/wire';
import { openStore } from '#server/store';
import { startPlatform, TEST_ACCOUNTS } from '#test/harness/server';
import type { TestPlatform } from '#test/harness/server';
import { FormPhone } from './form-phone';
import { SimulatedSet, VIEW_MS } from './simulated-set';

const { tester } = TEST_ACCOUNTS;
const describeWithPostgres = findPostgres() === null ? describe.skip : describe;

describeWithPostgres('two nodes of a platform over one PostgreSQL', () => {
  const folders: string[] = [];
  let postgres: TestPostgres;
  let databaseUrl = '';
  let redis: TestRedis | null = null;
  let nodes: TestPlatform[] = [];

  const newSet = async (): Promise<SimulatedSet> => {
    const set = new SimulatedSet(() => undefined);
    await set.signIn(nodes[0]?.url ?? '', tester.name, tester.password);
    return set;
  };
  const urls = (): [string, string] => [nodes[0]?.url ?? '', nodes[1]?.url ?? ''];

  beforeAll(async () => {
    postgres = await startPostgres({ isKept: true });
    databaseUrl = await postgres.createDatabase('hearth');
    for (let i = 0; i < 2; i += 1) folders.push(mkdtempSync(join(tmpdir(), 'hearth-node-')));
    const [first = '', second = ''] = folders;
    redis = hasRedis() ? await startRedisAtPort() : null;
    const env = { HEARTH_DATABASE_URL: databaseUrl, ...(redis === null ? {} : { HEARTH_REDIS_URL: redis.url }) };
    nodes = [await startPlatform({ dataDir: first, env })];
    // One secret on all nodes: what one has signed the other believes.
    copyFileSync(join(first, 'secret.key'), join(second, 'secret.key'));
    nodes.push(await startPlatform({ dataDir: second, env }));
  }, 120_000);

  afterAll(async () => {
    await Promise.all(nodes.map((node) => node.stop()));
    await Promise.all([postgres.stop(), redis?.stop()]);
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  test('a set signed in at one is known to the other, and a stolen refresh token ends it on both', async () => {
    const [first, second] = urls();
    const set = await newSet();
    expect(await set.openHome(second)).toBe(200);
    const stolen = set.refreshToken;
    expect(await set.refresh(second)).toBe(200);
    expect(await set.refresh(first)).toBe(200);
    const thief = await fetch(`${second}/oauth/token`, { method: 'POST', body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: stolen }) });
    expect(thief.status).toBe(400);
    expect(await set.refresh(first)).toBe(400);
  });

  test('a household plays on as many screens as it may, whichever node it asks', async () => {
    const [first, second] = urls();
    const sets = await Promise.all(Array.from({ length: 8 }, () => newSet()));
    const [channel = ''] = (await sets[0]?.channels(first)) ?? [];
    // Without a plan the newest screen wins: all are let in, and all but three have given way.
    await Promise.all(sets.map((set, at) => set.play(at % 2 === 0 ? first : second, channel)));
    expect(await sets[0]?.streams(second)).toBe(3);
    const beats = await Promise.all(sets.map((set, at) => set.beat(at % 2 === 0 ? second : first)));
    expect(beats.filter((status) => status === 204)).toHaveLength(3);
  });

  (hasRedis() ? test : test.skip)('a phone at one node speaks with a set at the other, both ways', async () => {
    const [first, second] = urls();
    const beside = async (path: string, init: RequestInit = {}): Promise<WireLetters> => {
      const answer = await fetch(`${second}/api/v1/companion/${shown.id}${path}`, { ...init, headers: { 'x-hearth-companion': shown.secret, 'content-type': 'application/json' } });
      return answer.status === 200 ? ((await answer.json()) as WireLetters) : { letters: [] };
    };
    const started = await fetch(`${second}/api/v1/companion`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ name: 'Set' }) });
    const shown = (await started.json()) as WireCompanion;
    const phone = new FormPhone(first);
    await phone.open('/phone');
    expect(await phone.send('/phone', { code: shown.code, pin: shown.pin })).toBe(303);
    expect((await beside('/letters?after=0')).letters.map(({ body }) => (body as { kind: string }).kind)).toEqual(['joined']);
    const waiting = beside('/letters?after=1&wait=20000');
    expect(await phone.say({ kind: 'key', key: 'ok' })).toBe(204);
    expect((await waiting).letters.map(({ body }) => body)).toEqual([{ kind: 'key', key: 'ok' }]);
    await beside('/letters', { method: 'POST', body: JSON.stringify({ letters: [{ kind: 'state' }] }) });
    expect(await phone.heard()).toEqual([{ kind: 'state' }]);
  });

  (hasRedis() ? test : test.skip)('a parent answers at the other node, and the set hears it while it waits', async () => {
    const [first, second] = urls();
    const set = await newSet();
    const asked = await set.askForTime(second);
    const waiting = set.timeAnswer(second, asked.id);
    const parent = new FormPhone(first);
    await parent.open(`/parents?code=${asked.code}`);
    expect(await parent.send('/parents/answer', { proof: tester.password, minutes: '20' })).toBe(200);
    expect(await waiting).toEqual({ kind: 'granted', minutes: 20 });
  });

  test('a database that is ended while nodes work takes none of them along, and nothing that was confirmed', async () => {
    const [first, second] = urls();
    const sets = await Promise.all(Array.from({ length: 4 }, () => newSet()));
    let isOver = false;
    const works = sets.map(async (set, at) => {
      for (let i = 0; !isOver; i += 1) await set.save(i % 2 === 0 ? first : second, `m:db-${String(at)}`, i * 1000);
    });
    const until = async (isEnough: () => boolean): Promise<void> => {
      while (!isEnough()) await new Promise((resolve) => setTimeout(resolve, 20));
    };
    await until(() => sets.every((set) => set.saved.size > 0));
    await postgres.kill();
    const seen = sets.map((set) => [...set.saved.values()][0]);
    await postgres.restart();
    await until(() => sets.every((set, at) => [...set.saved.values()][0] !== seen[at]));
    isOver = true;
    await Promise.all(works);
    for (const node of [first, second]) {
      const places = await sets[0]?.places(node);
      for (const set of sets) for (const [key, positionMs] of set.saved) expect(places?.get(key)).toBe(positionMs);
    }
  });

  test('what a node confirmed before it was killed is at the other, and the set goes on there', async () => {
    const [first, second] = urls();
    const set = await newSet();
    for (let i = 1; i <= 20; i += 1) await set.save(first, `m:${String(i)}`, i * 1000);
    expect(set.saved.size).toBe(20);
    for (let i = 0; i < 5; i += 1) expect(await set.tell(first)).toBe(202);
    await nodes[0]?.kill();
    expect([await set.tell(first), await set.tellWaiting(second), await set.tellWaiting(second)]).toEqual([0, 202, 202]);
    const store = await openStore({ databaseUrl, redisUrl: '', file: '' }, Date.now());
    const { playedMs } = await store.analytics.quality({ sinceMs: 0, untilMs: Date.now() + HOUR_MS });
    await store.close();
    expect([set.told, playedMs]).toEqual([6, 6 * VIEW_MS]);
    const places = await set.places(second);
    expect([...set.saved].filter(([key, positionMs]) => places.get(key) !== positionMs)).toEqual([]);
    expect(await set.refresh(second)).toBe(200);
  });
});

if (findPostgres() === null) test.skip('not run, since PostgreSQL is not installed (Debian: apt-get install postgresql)', () => undefined);
