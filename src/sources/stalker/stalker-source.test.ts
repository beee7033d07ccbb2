import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createCancelSource } from '#core/base';
import type { SourceId } from '#core/base';
import type { ColumnarCatalog } from '#core/catalog';
import { deriveDevice } from '#core/stalker';
import type { ClockPort } from '#ports';
import { HttpClient } from '#sources/http';
import { createIngest } from '#sources/ingest';
import { sourceMemory } from '#sources/registry';
import type { PlayTarget, RefreshCount, RefreshReport } from '#sources/source';
import { FakeBackground, FakeClock, FakeLog, FakeStorage } from '#test/harness/fakes';
import { LoopbackHttp, SimulatedPortal } from '#test/simulators/upstream';
import type { PortalScenario } from '#test/simulators/upstream';
import { StalkerSource } from './stalker-source';

const ID = 'sa' as SourceId;
const MAC = '00:1A:79:3C:5E:70';
const never = createCancelSource().signal;

let portals: SimulatedPortal[] = [];
let log: FakeLog;
let counts: RefreshCount[];
let background: FakeBackground;

beforeEach(() => {
  background = new FakeBackground();
});

afterEach(async () => {
  for (const portal of portals) await portal.close();
  portals = [];
});

/** Slices of the finish go on by a real turn of the event loop, and progress by real time; everything else stands still. */
function clock(): ClockPort {
  const fake = new FakeClock();
  fake.monotonicMs = () => performance.now();
  fake.after = (_delayMs, callback) => {
    const handle = setImmediate(callback);
    return () => {
      clearImmediate(handle);
    };
  };
  return fake;
}

interface Given {
  readonly storage?: FakeStorage;
  readonly address?: string;
  readonly mac?: string;
  readonly login?: readonly [string, string];
  readonly isEngine?: boolean;
}

async function openPortal(scenario: PortalScenario = {}): Promise<SimulatedPortal> {
  const portal = await SimulatedPortal.open(scenario);
  portals.push(portal);
  return portal;
}

function sourceOf(portal: SimulatedPortal, { storage = new FakeStorage(), address = `${portal.url}/stalker_portal/c/`, mac = MAC, login = ['', ''], isEngine = false }: Given = {}): StalkerSource {
  counts = [];
  log = new FakeLog();
  const http = new LoopbackHttp(isEngine);
  const access = { address, mac, username: login[0], password: login[1] };
  const ingest = createIngest({ background, log, clock: clock() });
  return new StalkerSource({ id: ID, access, log, ingest, clock: clock(), client: new HttpClient(http), memory: sourceMemory(storage, log, ID), forbiddenHeaders: http.forbiddenHeaders });
}

async function refresh(source: StalkerSource, knownMark = '', signal = never): Promise<{ readonly catalog: ColumnarCatalog; readonly report: RefreshReport }> {
  const answer = await source.refresh({ signal, knownMark, onProgress: (count) => counts.push(count) });
  if (!answer.ok) throw answer.error;
  if (answer.value.kind !== 'changed' || answer.value.report === undefined) throw new Error('expected a catalogue with its report');
  return { catalog: answer.value.snapshot, report: answer.value.report };
}

const refreshCode = async (source: StalkerSource, knownMark = ''): Promise<string> => {
  const answer = await source.refresh({ signal: never, knownMark, onProgress: () => undefined });
  return answer.ok ? 'ok' : answer.error.code;
};
const sizes = (catalog: ColumnarCatalog): readonly number[] => [catalog.count('channel'), catalog.count('movie'), catalog.count('series')];

describe('finding and greeting', () => {
  test.each<readonly [string, string, string]>([
    ['the genuine path, from its page', '/stalker_portal/server/load.php', '/stalker_portal/c/'], ['the reseller\'s alias, from the page', '/portal.php', '/c/'], ['the bare host', '/portal.php', ''],
    ['the second candidate', '/server/load.php', '/c'], ['the third', '/stalker_portal/server/load.php', ''], ['a script as pasted', '/odd/portal.php', '/odd/portal.php?type=stb'],
  ])('%s', async (_name, path, pasted) => {
    const portal = await openPortal({ path });
    const checked = await sourceOf(portal, { address: portal.url + pasted }).check(never);
    expect(checked.ok ? checked.value : checked.error.code).toEqual({ name: 'Ingrid', expiresAtMs: Date.UTC(2030, 0, 31, 23, 59), isTrial: false, maxConnections: 0, activeConnections: 0 });
  });

  test('no portal anywhere is told plainly', async () => {
    const portal = await openPortal({ path: '/elsewhere.php' });
    const checked = await sourceOf(portal).check(never);
    expect(checked.ok ? '' : [checked.error.code, checked.error.facts['status']]).toEqual(['source.not-portal', 404]);
  });

  test.each<readonly [string, PortalScenario, Given, string]>([
    ['login asked for and given', { login: { username: 'ann', password: 'pw' } }, { login: ['ann', 'pw'] }, 'ok'], ['login wrong', { login: { username: 'ann', password: 'pw' } }, { login: ['ann', 'no'] }, 'source.login-refused'],
    ['login asked for and missing', { login: { username: 'ann', password: 'pw' } }, {}, 'source.login-refused'], ['blocked', { blocked: { msg: '', block_msg: 'Your STB is blocked.' } }, {}, 'source.disabled'],
    ['a MAC of another maker', {}, { mac: '00:11:22:33:44:55' }, 'source.mac-refused'], ['a MAC it does not know', { knownMac: '00:1A:79:00:00:01' }, {}, 'source.mac-refused'],
    ['tied to another device', { tiedTo: 'OTHER' }, {}, 'source.device-conflict'], ['device numbers wanted', { needsDevice: true }, {}, 'ok'], ['tied to our own from before', { tiedTo: deriveDevice(MAC).deviceId }, {}, 'ok'],
    ['no tokens at all', { path: '/portal.php', checksToken: false }, {}, 'ok'], ['calls refused in spite of a token', { refusesCalls: true }, {}, 'source.mac-refused'], ['noise before every answer', { noise: 'Notice: x in a.php\n' }, {}, 'ok'],
    ['cookies cannot be set, the query is taken', { takesQueryMac: true }, { isEngine: true }, 'ok'], ['cookies cannot be set, and only they count', {}, { isEngine: true }, 'source.mac-refused'],
  ])('%s', async (_name, scenario, given, expected) => {
    const portal = await openPortal(scenario);
    const source = sourceOf(portal, given);
    const code = await refreshCode(source);
    expect(code).toBe(expected);
    if (expected === 'ok') return;
    const checked = await source.check(never);
    // A portal that refuses calls only is found out by the first call.
    if (scenario.refusesCalls !== true) expect(checked.ok ? 'ok' : checked.error.code).toBe(expected);
    if (!checked.ok) expect(JSON.stringify([checked.error.message, checked.error.facts])).not.toMatch(/3C:5E|pw/);
  });

  test('a refusal names the headers that could not be sent, and what the portal says', async () => {
    const hidden = await sourceOf(await openPortal(), { isEngine: true }).check(never);
    expect(hidden.ok ? {} : hidden.error.facts).toEqual({ message: 'Unauthorized request.', dropped: 'cookie referer user-agent' });
    const blocked = await sourceOf(await openPortal({ blocked: { msg: 'Ask the office', block_msg: 'Your STB is blocked.<br/>' } })).check(never);
    expect(blocked.ok ? {} : blocked.error.facts).toEqual({ message: 'Ask the office Your STB is blocked.' });
  });

  test('a portal that answers anybody so is asked for its genres', async () => {
    const scenario = { path: '/portal.php', checksToken: false, knownMac: '00:1A:79:00:00:01' };
    expect((await sourceOf(await openPortal(scenario)).check(never)).ok).toBe(true);
  });
});

describe('the box never changes', () => {
  test('it says its MAC alone, also after a restart, and the token is offered again', async () => {
    const portal = await openPortal();
    const storage = new FakeStorage();
    await sourceOf(portal, { storage }).check(never);
    await sourceOf(portal, { storage }).check(never);
    const profiles = portal.calls.filter((call) => call.action === 'get_profile').map(({ query }) => [query['sn'], query['device_id'], query['device_id2'], query['signature'], query['auth_second_step']]);
    expect(profiles).toEqual([['', '', '', '', '0'], ['', '', '', '', '0']]);
    expect(portal.calls.filter((call) => call.action === 'handshake').map(({ query }) => query['token'])).toEqual(['', 'TOKEN1']);
  });

  test('numbers that were wanted stay, whatever the portal wants later', async () => {
    const portal = await openPortal({ needsDevice: true });
    const storage = new FakeStorage();
    await sourceOf(portal, { storage }).check(never);
    await sourceOf(portal, { storage }).check(never);
    const sent = portal.calls.filter((call) => call.action === 'get_profile').map(({ query }) => query['device_id']);
    expect(sent).toEqual(['', deriveDevice(MAC).deviceId, deriveDevice(MAC).deviceId]);
  });

  test('without a conflict nothing is asked twice at a restart: a channel plays by the kept token', async () => {
    const portal = await openPortal();
    const storage = new FakeStorage();
    const { catalog } = await refresh(sourceOf(portal, { storage }));
    portal.calls.length = 0;
    const channel = catalog.channel(0);
    if (channel === null) throw new Error('expected a channel');
    expect((await sourceOf(portal, { storage }).resolve({ kind: 'live', channel }, never)).ok).toBe(true);
    expect(portal.calls.map((call) => call.action)).toEqual(['create_link']);
  });
});

describe('reading everything', () => {
  test('channels, locked ones too, stations, films, series, in the portal\'s order', async () => {
    const portal = await openPortal();
    const { catalog, report } = await refresh(sourceOf(portal));
    expect(sizes(catalog)).toEqual([41, 60, 5]);
    expect(report).toMatchObject({ counts: { channels: 41, movies: 60, series: 5 }, skipped: {}, isCut: false });
    expect(Array.from({ length: 60 }, (_unused, row) => catalog.movie(row)?.name)).toEqual(Array.from({ length: 60 }, (_unused, row) => `Film ${String(row + 1)}`));
    expect(catalog.categories('channel').map(({ name, count, isAdult }) => [name, count, isAdult])).toEqual([['News', 20, false], ['Nature', 16, false], ['For adults', 4, true], ['Radio', 1, false]]);
    expect(counts[counts.length - 1]).toEqual({ channels: 41, movies: 60, series: 5, fraction: 1 });
    expect(counts.every(({ fraction }, index) => fraction === -1 || index === 0 || fraction >= (counts[index - 1]?.fraction ?? 0))).toBe(true);
  });

  test.each<readonly [string, PortalScenario, readonly number[], Readonly<Record<string, number>>]>([
    ['channels by pages only', { hasAllChannels: false }, [41, 60, 5], {}], ['pages in the wrong order', { slowFirst: true, sizes: { films: 150 } }, [41, 150, 5], {}], ['a count too small', { claims: () => 14 }, [41, 60, 5], {}],
    ['no count', { claims: () => 0 }, [41, 60, 5], {}], ['a count too large', { claims: (real) => real * 100 }, [41, 60, 5], {}], ['the token runs out again and again', { tokenCalls: 6 }, [41, 60, 5], {}],
    ['a shaky page', { shakyPages: [2, 3] }, [41, 60, 5], {}], ['noise before every answer', { noise: '<b>Warning</b>: {"x"} in a.php\n' }, [41, 60, 5], {}], ['large pages', { pageItems: 50 }, [41, 60, 5], {}],
    ['page for page the same', { repeatsFrom: 2 }, [41, 28, 5], { duplicate: 28 }], ['a page that cannot be had', { lostPages: [3] }, [41, 46, 5], { 'missing-page': 1 }],
  ])('%s', async (_name, scenario, expected, skipped) => {
    const { catalog, report } = await refresh(sourceOf(await openPortal(scenario)));
    expect(sizes(catalog)).toEqual(expected);
    expect(report.skipped).toMatchObject(skipped);
    expect(report.counts).toEqual({ channels: expected[0], movies: expected[1], series: expected[2], episodes: 0 });
  });

  test('lists that end in the middle: kept at first, but they replace nothing', async () => {
    const portal = await openPortal({ cutsLists: true });
    const source = sourceOf(portal);
    const { catalog, report } = await refresh(source);
    expect(catalog.count('channel')).toBeGreaterThan(15);
    expect(report.isCut).toBe(true);
    expect(await refreshCode(source, 'stalker')).toBe('net.timeout');
  });

  test('a portal that is gone in the middle: kept at first, but it replaces nothing', async () => {
    const portal = await openPortal({ lostPages: [2, 3, 4, 5], sizes: { films: 200 } });
    const source = sourceOf(portal);
    const { catalog } = await refresh(source);
    expect(catalog.count('movie')).toBe(14);
    expect(await refreshCode(source, 'stalker')).toBe('http.server');
  });

  test('the channels are shown long before the films are read', async () => {
    const source = sourceOf(await openPortal({ sizes: { films: 300 } }));
    const previews: (readonly number[])[] = [];
    await source.refresh({ signal: never, knownMark: '', onProgress: () => undefined, onPreview: (catalog) => previews.push(sizes(catalog)) });
    expect(previews).toEqual([[41, 0, 0]]);
  });

  test('stopping stops', async () => {
    const portal = await openPortal({ sizes: { films: 5000 }, slowFirst: true });
    const cancel = createCancelSource();
    const source = sourceOf(portal);
    const pending = source.refresh({ signal: cancel.signal, knownMark: '', onProgress: ({ movies }) => movies > 100 && cancel.cancel() });
    const answer = await pending;
    expect(answer.ok ? 'ok' : answer.error.code).toBe('net.cancelled');
    // Requests on their way when it was told may still arrive; of the hundreds that were to come none does.
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(portal.calls.length).toBeLessThan(60);
  });

  test('the same in a thread, in slices, and begun anew when its thread dies; unchanged when nothing is new', async () => {
    const portal = await openPortal({ sizes: { films: 300 } });
    const readings = [];
    for (const { hasThreads, habit } of [{ hasThreads: true, habit: {} }, { hasThreads: false, habit: {} }, { hasThreads: true, habit: { diesAfter: 30 } }]) {
      Object.assign(background, { hasThreads, habit });
      const source = sourceOf(portal);
      const answer = await source.refresh({ signal: never, knownMark: '', onProgress: (count) => counts.push(count) });
      if (!answer.ok || answer.value.kind !== 'changed') throw new Error('expected a catalogue');
      const { snapshot, report, snapshotChunks, searchChunks, mark } = answer.value;
      expect(counts[counts.length - 1]).toEqual({ channels: snapshot.count('channel'), movies: 300, series: snapshot.count('series'), fraction: 1 });
      readings.push({ sizes: sizes(snapshot), ranIn: report?.ranIn, skipped: report?.skipped, bytes: report?.bytes, mark, chunks: [snapshotChunks, searchChunks].map((chunks) => chunks?.map((chunk) => Buffer.from(chunk).toString('base64'))) });
      const again = await source.refresh({ signal: never, knownMark: mark, onProgress: () => undefined });
      expect(again.ok && again.value.kind).toBe('unchanged');
    }
    const [inThread, inSlices, anew] = readings;
    expect(readings.map(({ ranIn }) => ranIn)).toEqual(['worker', 'slices', 'slices']);
    expect(inSlices).toEqual({ ...inThread, ranIn: 'slices' });
    expect(anew).toEqual(inSlices);
  });

  test('nothing listed: says so, or that the account has ended', async () => {
    const portal = await openPortal({ sizes: { channels: 0, films: 0, series: 0 } });
    const nothing = { ...portal.content, stations: [] };
    Object.assign(portal, { content: nothing });
    expect(await refreshCode(sourceOf(portal))).toBe('source.empty');
  });
});

describe('watching', () => {
  async function resolved(source: StalkerSource, target: PlayTarget): Promise<string> {
    const answer = await source.resolve(target, never);
    return answer.ok ? answer.value.media.url.replace(/^http:\/\/127[^/]*|\?.*$/g, '') : answer.error.code;
  }

  test('channels, stations, films: an address of its own for every attempt', async () => {
    const portal = await openPortal();
    const source = sourceOf(portal);
    const { catalog } = await refresh(source);
    const at = (name: string) => {
      for (let row = 0; row < catalog.count('channel'); row += 1) if (catalog.channel(row)?.name === name) return catalog.channel(row);
      return null;
    };
    const [asked, open, station, film] = [at('Channel 1'), at('Channel 4'), at('Wave FM'), catalog.movie(0)];
    if (asked === null || open === null || station === null || film === null) throw new Error('expected all four');
    expect(await resolved(source, { kind: 'live', channel: asked })).toBe('/itv/100.ts');
    expect(await resolved(source, { kind: 'live', channel: station })).toBe('/radio/7.ts');
    expect(await resolved(source, { kind: 'movie', movie: film })).toBe('/vod/5000.mp4');
    const links = portal.count('create_link');
    const direct = await source.resolve({ kind: 'live', channel: open }, never);
    expect([direct.ok && direct.value.media, portal.count('create_link')]).toEqual([{ url: 'http://streams.example/open/103.m3u8', form: 'hls', isLive: true, headers: { 'user-agent': expect.stringContaining('MAG200') } }, links]);
    const first = await source.resolve({ kind: 'live', channel: asked }, never);
    const second = await source.resolve({ kind: 'live', channel: asked }, never);
    expect(first.ok && second.ok && first.value.media.url !== second.value.media.url).toBe(true);
    // The cookie names the MAC: the portal's own host alone gets it.
    expect(first.ok && first.value.media.headers?.['cookie']).toContain('mac=00%3A1A');
  });

  test('a token that ran out meanwhile is replaced without a word', async () => {
    const portal = await openPortal();
    const source = sourceOf(portal);
    const { catalog } = await refresh(source);
    const channel = catalog.channel(0);
    if (channel === null) throw new Error('expected a channel');
    portal.forgetToken();
    portal.calls.length = 0;
    // Three at once share one new session.
    const answers = await Promise.all([1, 2, 3].map(() => source.resolve({ kind: 'live', channel }, never)));
    expect([answers.every((answer) => answer.ok), portal.count('handshake'), portal.count('get_profile')]).toEqual([true, 1, 1]);
  });

  test('short guides; what is recorded plays from the archive', async () => {
    const portal = await openPortal();
    const source = sourceOf(portal);
    const { catalog } = await refresh(source);
    const channel = catalog.channel(0);
    if (channel === null) throw new Error('expected a channel');
    const guide = await source.fetchGuide({ channels: [channel], fromMs: 0, toMs: 1, signal: never });
    const programmes = guide.ok ? (guide.value.programmes.get('channel100.example') ?? []) : [];
    expect(programmes.map(({ title, catchupId }) => [title, catchupId])).toEqual([['Programme 1', '10000'], ['Programme 2', undefined], ['Programme 3', undefined], ['Programme 4', undefined]]);
    const archive = (catchupId: string): PlayTarget => ({ kind: 'archive', channel, startMs: 0, stopMs: 1, catchupId });
    expect([await resolved(source, archive('10000')), await resolved(source, archive(''))]).toEqual(['/tv_archive/10000.mp4', 'source.unsupported']);
  });

  test.each<readonly ['numbers' | 'rows', string]>([['numbers', '/vod/season-8000-2-3.mp4'], ['rows', '/vod/8000230.mp4']])('series with seasons as %s', async (seasons, expected) => {
    const source = sourceOf(await openPortal({ seasons }));
    const { catalog } = await refresh(source);
    const series = catalog.series(0);
    if (series === null) throw new Error('expected a series');
    const detail = await source.seriesDetail(series, never);
    if (!detail.ok) throw detail.error;
    expect(detail.value.seasons.map(({ number, name, episodes }) => [number, name, episodes.map((episode) => episode.number)])).toEqual([[1, 'Season 1', [1, 2, 3]], [2, 'Season 2', [1, 2, 3]]]);
    expect(new Set(detail.value.seasons.map((season) => season.episodes.map((episode) => episode.key)).join().split(',')).size).toBe(6);
    const episode = detail.value.seasons[1]?.episodes[2];
    if (episode === undefined) throw new Error('expected an episode');
    expect(await resolved(source, { kind: 'episode', episode })).toBe(expected);
  });

  test('a film\'s people are searched for', async () => {
    const source = sourceOf(await openPortal());
    const { catalog } = await refresh(source);
    const movie = catalog.movie(7);
    if (movie === null) throw new Error('expected a film');
    const detail = await source.movieDetail(movie, never);
    expect(detail.ok && detail.value).toMatchObject({ key: movie.key, directors: ['Ana Ruiz'], cast: [{ name: 'Mira Holt' }, { name: 'Idris Vance' }], durationMs: 97 * 60_000 });
  });

  test('signs of life as often as the portal wants them, until told to stop', async () => {
    const portal = await openPortal();
    const storage = new FakeStorage();
    const { catalog } = await refresh(sourceOf(portal, { storage }));
    const fake = new FakeClock();
    const http = new LoopbackHttp();
    const access = { address: portal.url, mac: MAC, username: '', password: '' };
    const source = new StalkerSource({ id: ID, access, log, clock: fake, ingest: createIngest({ background, log, clock: fake }), client: new HttpClient(http), memory: sourceMemory(storage, log, ID), forbiddenHeaders: http.forbiddenHeaders });
    await source.check(never);
    const channel = catalog.channel(0);
    const answer = channel === null ? null : await source.resolve({ kind: 'live', channel }, never);
    if (answer?.ok !== true) throw new Error('expected an address');
    const stop = answer.value.hold?.(() => undefined);
    fake.tick(60_000);
    stop?.();
    fake.tick(600_000);
    answer.value.hold?.(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 80));
    source.dispose();
    fake.tick(600_000);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(portal.calls.filter((call) => call.action === 'get_events').map(({ query }) => query['init'])).toEqual(['1', '0', '1']);
    expect(fake.pending).toBe(0);
  });
});

test('no secret is logged', async () => {
  const storage = new FakeStorage();
  storage.isFull = true;
  const portal = await openPortal({ login: { username: 'ann', password: 's3cret' } });
  await sourceOf(portal, { storage, login: ['ann', 's3cret'] }).check(never);
  expect(log.lines.join('\n')).not.toMatch(/s3cret|TOKEN|3C:5E/);
});
