import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { WireKeptLineup, WireLineup, WireLineupAnswer } from '#core/wire';
import { openPlatformFixture } from '#server/fixture';
import type { PlatformFixture } from '#server/fixture';

let fixture: PlatformFixture;

beforeEach(async () => {
  fixture = await openPlatformFixture();
});

afterEach(async () => {
  await fixture.close();
});

const NONE: WireLineup = { lists: [], hidden: [], names: [], moves: [], regrouped: [], groups: [] };
const NORD = { key: 'nord-1', guideKey: 'nord1.tv', name: 'Nord 1' };

/** A signed-in account's calls about the line-up of its first profile. */
async function viewer(name: string): Promise<{ profile: string; get(profile?: string): Promise<{ status: number; body: WireKeptLineup }>; put(revision: number, lineup: unknown): Promise<{ status: number; body: WireLineupAnswer }> }> {
  const headers = await fixture.bearer(name);
  const me = await fixture.app.inject({ url: '/api/v1/me', headers });
  const profile = me.json<{ profiles: ReadonlyArray<{ id: string }> }>().profiles[0]?.id ?? '';
  const url = (of: string): string => `/api/v1/profiles/${of}/lineup`;
  return {
    profile,
    get: async (of = profile) => {
      const response = await fixture.app.inject({ url: url(of), headers });
      return { status: response.statusCode, body: response.json() };
    },
    put: async (revision, lineup) => {
      const response = await fixture.app.inject({ url: url(profile), method: 'PUT', headers, payload: { revision, lineup } as object });
      return { status: response.statusCode, body: response.json() };
    },
  };
}

test('a line-up is kept over its revision; a set that was slower gets what is kept', async () => {
  const set = await viewer('tester');
  expect((await set.get()).body).toEqual({ revision: 0, lineup: null });
  const hidden = { ...NONE, hidden: [NORD] };
  expect((await set.put(0, hidden)).body).toEqual({ isKept: true, revision: 1, lineup: hidden });
  expect((await set.put(0, NONE)).body).toEqual({ isKept: false, revision: 1, lineup: hidden });
  const moved = { ...NONE, moves: [{ channel: NORD, after: null }], groups: [{ id: 'News', name: '', isHidden: true }] };
  expect((await set.put(1, moved)).body).toMatchObject({ isKept: true, revision: 2 });
  expect((await set.get()).body).toEqual({ revision: 2, lineup: moved });
});

test('settings of an account are kept for its other sets', async () => {
  const ask = async (name: string, values?: unknown): Promise<{ status: number; body: unknown }> => {
    const headers = await fixture.bearer(name);
    const how = values === undefined ? ({ method: 'GET' } as const) : ({ method: 'PUT', payload: { values } } as const);
    const response = await fixture.app.inject({ url: '/api/v1/me/settings', headers, ...how });
    return { status: response.statusCode, body: response.payload === '' ? null : response.json() };
  };
  expect((await ask('tester')).body).toEqual({ values: null });
  expect((await ask('tester', { textSize: 'large', isAutoplayOn: false })).status).toBe(204);
  expect((await ask('tester')).body).toEqual({ values: { textSize: 'large', isAutoplayOn: false } });
  expect((await ask('expired')).body).toEqual({ values: null });
  for (const odd of [{ textSize: { deep: 1 } }, 'all', { textSize: 'x'.repeat(41) }]) expect((await ask('tester', odd)).status).toBe(400);
});

test('somebody else’s profile is not there, and what is no line-up is refused', async () => {
  const set = await viewer('tester');
  const other = await viewer('expired');
  expect((await set.get(other.profile)).status).toBe(404);
  for (const odd of [{}, { ...NONE, hidden: [{ key: '' }] }, { ...NONE, more: 1 }, { ...NONE, hidden: 'all' }]) expect((await set.put(0, odd)).status).toBe(400);
  expect((await set.get()).body.revision).toBe(0);
});
