import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { DAY_MS, HOUR_MS } from '#core/base';
import { FIXTURE_NOW_MS, openPlatformFixture } from '#server/fixture';
import type { PlatformFixture } from '#server/fixture';

const SPAN = { sinceMs: FIXTURE_NOW_MS - DAY_MS, untilMs: FIXTURE_NOW_MS + DAY_MS };
/** The set's clock is two hours ahead. */
const SET_MS = FIXTURE_NOW_MS + 2 * HOUR_MS;
const STARTED = { id: 'e1', type: 'playback_started', atMs: SET_MS - 60_000, sequence: 1, viewId: 'v', item: 'm:1', props: { startupMs: 700 } };

let fixture: PlatformFixture;

beforeEach(async () => {
  fixture = await openPlatformFixture();
});

afterEach(async () => {
  await fixture.close();
});

async function tell(events: readonly object[], headers?: Record<string, string>): Promise<{ readonly status: number; readonly accepted: unknown }> {
  const payload = { sentAtMs: SET_MS, sessionId: 's', device: { model: 'OLED (2022)', app: '1.0' }, events };
  const response = await fixture.app.inject({ url: '/api/v1/events', method: 'POST', headers: headers ?? (await fixture.bearer()), payload });
  return { status: response.statusCode, accepted: response.json<{ accepted?: number }>().accepted };
}

test('events of signed-in sets are counted once, on our clock, under a hash and without what could be a secret', async () => {
  const { analytics } = fixture.platform.store;
  const leaky = { ...STARTED, id: 'e2', type: 'heartbeat', props: { code: 'https://u:p@example.org/', password: 'x', playedMs: 5000 } };
  expect(await tell([leaky, STARTED])).toEqual({ status: 202, accepted: 2 });
  expect(await tell([STARTED, leaky])).toEqual({ status: 202, accepted: 0 });
  const [play] = await analytics.plays(SPAN, 5);
  expect(play).toMatchObject({ item: 'm:1', startedAtMs: FIXTURE_NOW_MS - 60_000, playedMs: 5000, profileHash: '' });
  const account = await fixture.platform.store.accounts.byName('tester');
  expect(play?.accountHash).toMatch(/^[\w-]{43}$/);
  expect(play?.accountHash).not.toContain(account?.id ?? 'none');
});

test('refused without a sign-in, when too much, or when shaped otherwise; what is older than a week is passed over', async () => {
  expect((await tell([STARTED], {})).status).toBe(401);
  expect((await tell(Array.from({ length: 501 }, (_, at) => ({ ...STARTED, id: `e${String(at)}` })))).status).toBe(400);
  for (const wrong of [{ id: '' }, { item: 'http://a' }, { type: 'Drop Table' }, { atMs: 'now' }, { props: { list: { deep: 1 } } }]) {
    expect((await tell([{ ...STARTED, ...wrong }])).status).toBe(400);
  }
  expect(await tell([{ ...STARTED, atMs: SET_MS - 8 * DAY_MS }])).toEqual({ status: 202, accepted: 0 });
});

test('a set that tells without end is held up, alone, until time has passed; what it tells again later is counted', async () => {
  const [noisy, quiet] = [await fixture.bearer(), await fixture.bearer()];
  const batch = (round: number) => Array.from({ length: 500 }, (_, at) => ({ ...STARTED, type: 'heartbeat', id: `n${String(round)}-${String(at)}` }));
  for (let round = 0; round < 6; round += 1) expect((await tell(batch(round), noisy)).status).toBe(202);
  expect((await tell(batch(6), noisy)).status).toBe(429);
  expect((await tell([STARTED], quiet)).status).toBe(202);
  fixture.advance(5 * 60_000);
  expect(await tell(batch(6), noisy)).toEqual({ status: 202, accepted: 500 });
});
