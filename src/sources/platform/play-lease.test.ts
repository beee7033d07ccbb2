import { beforeEach, expect, test } from '@jest/globals';
import { HttpClient } from '#sources/http';
import { createStoredCell } from '#sources/storage';
import { FakeClock, FakeHttp, FakeLog, FakeStorage, settle } from '#test/harness/fakes';
import { PlatformApi } from './platform-api';
import { PlayLease } from './play-lease';
import { TokenSession } from './token-session';

const LEASE = { id: '~abc', beatEveryMs: 20_000 };
const BEAT = '/api/v1/leases/~abc/beat';
const GIVE_BACK = 'DELETE /api/v1/leases/~abc';
let clock: FakeClock;
let http: FakeHttp;
let lease: PlayLease;
let lost: string[];

beforeEach(async () => {
  clock = new FakeClock();
  http = new FakeHttp();
  lost = [];
  const tokens = new TokenSession({ clock, cell: createStoredCell(new FakeStorage(), new FakeLog(), 't'), exchange: () => Promise.reject(new Error('not asked')), onEnded: () => undefined });
  await tokens.adopt({ access_token: 'a', token_type: 'Bearer', expires_in: 6000, refresh_token: 'r' });
  lease = new PlayLease(new PlatformApi(new HttpClient(http), 'https://hearth.example', tokens), clock);
  http.on(`POST ${BEAT}`, { status: 204 });
  http.on(GIVE_BACK, { status: 204 });
});

const hold = () => lease.hold(LEASE, (error) => lost.push(error.code));
const givenBack = (): number => http.requests.filter((request) => request.method === 'DELETE').length;

async function pass(ms: number): Promise<void> {
  clock.tick(ms);
  await settle();
}

test('beats while it is held, and is given back a moment after', async () => {
  const release = hold();
  for (let round = 0; round < 3; round += 1) await pass(20_000);
  expect([http.count(BEAT), givenBack()]).toEqual([3, 0]);
  release();
  release();
  await pass(1999);
  expect(givenBack()).toBe(0);
  await pass(60_000);
  expect([http.count(BEAT), givenBack(), lost]).toEqual([3, 1, []]);
});

test('who switches keeps it', async () => {
  hold()();
  await pass(1000);
  lease.renew();
  await pass(60_000);
  expect(givenBack()).toBe(0);
});

test('a place that was taken is told once; a beat that was not answered is not', async () => {
  hold();
  http.on(`POST ${BEAT}`, 'net.timeout');
  await pass(20_000);
  http.on(`POST ${BEAT}`, { status: 403, body: { error: { code: 'media.replaced', message: 'Kitchen plays now instead.' } } });
  await pass(20_000);
  await pass(60_000);
  expect([http.count(BEAT), lost]).toEqual([2, ['media.replaced']]);
});
