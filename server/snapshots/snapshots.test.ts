import { mkdtempSync, readdirSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { runSteps } from '#core/base';
import { decodeSnapshot } from '#core/catalog';
import type { ColumnarCatalog } from '#core/catalog';
import { applySnapshotDeltaSteps, splitFrame } from '#core/delta';
import { decodeSearchIndex } from '#core/search';
import type { ServedFile, ServedSnapshot, SnapshotLibrary } from '#server/domain';
import { createLog } from '#server/log';
import { DiskObjects } from '#server/objects';
import type { ObjectStore } from '#server/objects';
import { openSqliteStore } from '#server/store';
import type { ChannelRow, Incoming, Store, WithCategories } from '#server/store';
import { snapshotAddress } from './build-catalog';
import { openSnapshotLibrary } from './index';

let folder: string;
let store: Store;
let library: SnapshotLibrary;
let logged: string[];

function open(): SnapshotLibrary {
  const log = createLog('warn', { write: (line: string) => { logged.push(line); } });
  return openSnapshotLibrary({ folder, catalog: store.catalog, log, nowMs: () => Date.now() });
}

beforeEach(async () => {
  logged = [];
  folder = join(mkdtempSync(join(tmpdir(), 'hearth-snapshots-')), 'snapshots');
  store = await openSqliteStore(':memory:', 0);
  library = open();
});

afterEach(async () => {
  await library.close();
  await store.close();
  rmSync(join(folder, '..'), { recursive: true, force: true });
});

function aChannel(name: string, isAdult = false): WithCategories<Incoming<ChannelRow>> {
  return {
    externalKey: name, number: 1, name, logo: `/art/${name}.png`, guideKey: '', isRadio: false, isAdult, archiveDays: 0, catchup: null, addedMs: 0,
    media: { asset: '', upstreamUrl: `http://up.example/${name}`, container: '' }, categoryKeys: [isAdult ? 'late' : 'news'],
  };
}

let nowMs = 0;

async function importChannels(rows: ReadonlyArray<WithCategories<Incoming<ChannelRow>>>): Promise<void> {
  const session = await store.imports.begin({ id: 'm3u', kind: 'm3u', name: 'List', fingerprint: '' });
  await session.addCategories([{ externalKey: 'news', kind: 'channel', name: 'News', isAdult: false }, { externalKey: 'late', kind: 'channel', name: 'Late', isAdult: true }]);
  await session.addChannels(rows);
  nowMs += 1;
  await session.commit(nowMs);
}

async function chunksOf(snapshot: ServedFile): Promise<readonly Uint8Array[]> {
  return framed(await buffer(await snapshot.open()), 'whole');
}

function framed(packed: Uint8Array, kind: string): readonly Uint8Array[] {
  const frame = splitFrame(gunzipSync(packed));
  if (!frame.ok) throw frame.error;
  expect(frame.value.kind).toBe(kind);
  return frame.value.chunks;
}

async function read(includesAdult = false, from = library): Promise<ColumnarCatalog> {
  const decoded = decodeSnapshot(await chunksOf(await from.current(includesAdult)));
  if (!decoded.ok) throw decoded.error;
  return decoded.value;
}

function namesOf(catalog: ColumnarCatalog): unknown[] {
  return Array.from({ length: catalog.count('channel') }, (_, row) => catalog.channel(row)?.name);
}

const filesOf = (ending: string): string[] => readdirSync(folder).filter((name) => name.endsWith(ending));

test('rows as the catalogue has them; adult ones for accounts that see them', async () => {
  await importChannels([aChannel('One'), aChannel('Hot', true), aChannel('Two')]);
  const [general, all] = [await read(false), await read(true)];
  expect([namesOf(general), namesOf(all)]).toEqual([['One', 'Two'], ['One', 'Hot', 'Two']]);
  expect([general.categories('channel').map((it) => it.name), all.categories('channel').map((it) => it.name)]).toEqual([['News'], ['News', 'Late']]);
  expect(all.channel(1)).toMatchObject({ isAdult: true, logo: '/art/Hot.png', stream: { url: '' } });
});

test('is made once for all who ask at the same time, and not again for the same catalogue', async () => {
  await importChannels([aChannel('One')]);
  let reads = 0;
  const counting = { ...store.catalog, channels: store.catalog.channels, revision: store.catalog.revision };
  Object.setPrototypeOf(counting, store.catalog);
  counting.channels = (filter) => {
    reads += 1;
    return store.catalog.channels(filter);
  };
  const own = openSnapshotLibrary({ folder, catalog: counting, log: createLog('silent'), nowMs: () => 0 });
  const made = await Promise.all([own.current(false), own.current(false), own.current(false), own.current(true)]);
  expect([reads, new Set(made.map((it) => it.tag)).size]).toEqual([2, 1]);
  await own.current(false);
  // A restart, and an import that changed nothing a viewer sees.
  expect([(await open().current(false)).tag, reads]).toEqual([made[0].tag, 2]);
  await importChannels([{ ...aChannel('One'), media: { asset: '', upstreamUrl: 'http://up.example/other', container: '' } }]);
  expect((await own.current(false)).tag).toBe(made[0].tag);
  expect(filesOf('.snapshot.gz')).toHaveLength(1);
});

test('a delta from each of the last ones gives exactly the newest; older ones are gone', async () => {
  const made: Array<{ snapshot: ServedSnapshot; chunks: readonly Uint8Array[] }> = [];
  for (let round = 0; round < 7; round += 1) {
    await importChannels(Array.from({ length: 400 + round }, (_, at) => aChannel(`Channel ${String(at + round * 3)}`)));
    const snapshot = await library.current(false);
    made.push({ snapshot, chunks: await chunksOf(snapshot) });
  }
  const newest = made[6];
  if (newest === undefined) throw new Error('expected seven');
  const answers = [];
  for (const { snapshot, chunks } of made.slice(0, 6)) {
    const delta = await library.delta(snapshot.tag, newest.snapshot);
    const applied = delta === null ? null : runSteps(applySnapshotDeltaSteps(chunks, framed(delta, 'delta')));
    answers.push(applied === null ? 'whole' : applied.ok && Buffer.concat(applied.value).equals(Buffer.concat(newest.chunks)));
  }
  expect(answers).toEqual(['whole', 'whole', 'whole', true, true, true]);
  expect([filesOf('.snapshot.gz').length, filesOf('.delta.gz').length]).toEqual([4, 3]);
  expect(await library.delta('../../secret', newest.snapshot)).toBeNull();
  // The next catalogue makes deltas to this one useless.
  await importChannels([aChannel('Only')]);
  await library.current(false);
  expect(filesOf('.delta.gz')).toEqual([]);
});

test('no delta where nearly everything is new', async () => {
  await importChannels(Array.from({ length: 300 }, (_, at) => aChannel(`Old ${String(at * 7919)}`)));
  const before = await library.current(false);
  await importChannels(Array.from({ length: 300 }, (_, at) => aChannel(`${String(at * 104_729)} quite different`)));
  expect(await library.delta(before.tag, await library.current(false))).toBeNull();
});

test('an import of a guide changes nothing, one during a build is waited for', async () => {
  await importChannels([aChannel('One')]);
  const before = await library.current(false);
  const guide = await store.imports.begin({ id: 'guide', kind: 'xmltv', name: 'guide', fingerprint: '' });
  await guide.commit(99);
  expect((await library.current(false)).tag).toBe(before.tag);
  await importChannels(Array.from({ length: 1200 }, (_, at) => aChannel(`Channel ${String(at)}`)));
  const building = library.current(false);
  await importChannels([aChannel('New')]);
  await building;
  expect(namesOf(await read())).toEqual(['New']);
});

test('prepare makes what is missing, deltas included, and keeps quiet when nothing is', async () => {
  await importChannels(Array.from({ length: 300 }, (_, at) => aChannel(`Channel ${String(at)}`)));
  await library.prepare();
  const before = await library.current(false);
  await importChannels(Array.from({ length: 301 }, (_, at) => aChannel(`Channel ${String(at)}`)));
  await library.prepare();
  expect([filesOf('.snapshot.gz').length, filesOf('.delta.gz').map((name) => name.startsWith(before.tag))]).toEqual([2, [true]]);
  expect(filesOf('.search.gz').map((name) => name.slice(0, 22)).sort()).toEqual([before.tag, (await library.current(false)).tag].sort());
  await library.prepare();
  expect(logged).toEqual([]);
});

describe('two nodes with one store of objects', () => {
  const nodeOf = (name: string, objects: ObjectStore): SnapshotLibrary => {
    let turn: Promise<unknown> = Promise.resolve();
    const alone = <T>(_name: string, work: () => Promise<T>): Promise<T> => {
      const own = turn.then(work);
      turn = own.catch(() => undefined);
      return own;
    };
    return openSnapshotLibrary({ folder: join(folder, '..', name), catalog: store.catalog, log: createLog('warn', { write: (line: string) => { logged.push(line); } }), shared: { objects, alone }, nowMs: () => Date.now() });
  };
  const inFolder = (name: string): string[] => readdirSync(join(folder, '..', name)).filter((file) => file !== 'index.json').sort();

  test('what one has made the other serves under the same tags: snapshot, difference and search index', async () => {
    const objects = new DiskObjects(join(folder, '..', 'objects'));
    const [first, second] = [nodeOf('first', objects), nodeOf('second', objects)];
    await importChannels(Array.from({ length: 300 }, (_, at) => aChannel(`Channel ${String(at)}`)));
    const before = await first.current(false);
    expect((await second.current(false)).tag).toBe(before.tag);
    await importChannels(Array.from({ length: 301 }, (_, at) => aChannel(`Channel ${String(at + 1)}`)));
    const made = await first.current(false);
    const [delta, index] = [await first.delta(before.tag, made), await first.searchIndex(made.tag, false)];
    // A node that has just been put up knows nothing but what is there.
    const third = nodeOf('third', objects);
    const served = await third.current(false);
    expect([served.tag, served.packedBytes]).toEqual([made.tag, made.packedBytes]);
    expect(inFolder('third')).toHaveLength(1);
    expect([await third.delta(before.tag, served), (await third.searchIndex(made.tag, false))?.tag]).toEqual([delta, index?.tag]);
    expect([inFolder('third'), (await third.searchIndex(made.tag, true))]).toEqual([inFolder('first'), null]);
    expect([await third.delta('x'.repeat(22), served), logged]).toEqual([null, []]);
    // What is too old goes from there as well.
    for (let round = 0; round < 5; round += 1) {
      await importChannels([aChannel(`Only ${String(round)}`)]);
      await (round % 2 === 0 ? first : second).current(false);
    }
    const kept: string[] = [];
    for await (const keys of objects.list('snapshots/')) kept.push(...keys);
    expect([kept.filter((key) => key.endsWith('.snapshot.gz')).length, kept.some((key) => key.includes(before.tag))]).toEqual([4, false]);
  });

  test('a store of objects that is away costs nothing but the work', async () => {
    await importChannels([aChannel('One')]);
    const broken = new DiskObjects(join(folder, '..', 'file', 'x'));
    writeFileSync(join(folder, '..', 'file'), '');
    const node = nodeOf('alone', broken);
    expect(namesOf(await read(false, node))).toEqual(['One']);
    expect(logged.join('')).toContain('shared snapshots cannot be used');
  });
});

describe('the search index', () => {
  test('is of the very snapshot, made once, for accounts that may see it, and goes with it', async () => {
    await importChannels([aChannel('One'), aChannel('Hot', true), aChannel('Two')]);
    const [general, all] = [await library.current(false), await library.current(true)];
    const made = await Promise.all([library.searchIndex(general.tag, false), library.searchIndex(general.tag, false), open().searchIndex(general.tag, false)]);
    expect([new Set(made.map((it) => it?.tag)).size, filesOf('.search.gz').length]).toEqual([1, 1]);
    for (const { snapshot, includesAdult, found } of [{ snapshot: general, includesAdult: false, found: [] }, { snapshot: all, includesAdult: true, found: [1] }]) {
      const file = await library.searchIndex(snapshot.tag, includesAdult);
      if (file === null) throw new Error('expected an index');
      const index = decodeSearchIndex(await chunksOf(file), { revision: (await read(includesAdult)).revision });
      expect(index.ok && index.value.search('hot').map(({ row }) => row)).toEqual(found);
    }
    expect([await library.searchIndex(all.tag, false), await library.searchIndex('x'.repeat(22), true)]).toEqual([null, null]);
    writeFileSync(join(folder, `${general.tag}.0-0.search.gz`), 'of an older release');
    for (let round = 0; round < 4; round += 1) {
      await importChannels([aChannel(`Other ${String(round)}`)]);
      await library.current(false);
    }
    expect([await library.searchIndex(general.tag, false), filesOf('.search.gz').map((name) => name.slice(0, 22))]).toEqual([null, [all.tag]]);
  });
});

describe('what others left', () => {
  test('drafts of the dead are swept, those of the living are not', async () => {
    await importChannels([aChannel('One')]);
    await library.current(false);
    const old = new Date(Date.now() - 3 * 3_600_000);
    for (const [name, isOld] of [['4194304.a.draft', false], ['1.b.draft', false], ['1.c.draft', true], ['something.else', false]] as const) {
      writeFileSync(join(folder, name), 'half');
      if (isOld) utimesSync(join(folder, name), old, old);
    }
    await open().prepare();
    expect(readdirSync(folder).filter((name) => !/^[\w-]{22}\.(snapshot|1-1\.search)\.gz$|^index\.json$/.test(name))).toEqual(['1.b.draft']);
  });

  test('a torn index, a cut or a missing file: made anew', async () => {
    await importChannels([aChannel('One')]);
    const { tag } = await library.current(false);
    writeFileSync(join(folder, 'index.json'), '{"snapshots":[{"vis');
    expect(namesOf(await read())).toEqual(['One']);
    truncateSync(join(folder, `${tag}.snapshot.gz`), 20);
    expect(namesOf(await read())).toEqual(['One']);
    rmSync(join(folder, `${tag}.snapshot.gz`));
    expect(namesOf(await read())).toEqual(['One']);
    // The one before cannot be read: the next is numbered anew.
    writeFileSync(join(folder, `${tag}.snapshot.gz`), Buffer.alloc((await library.current(false)).packedBytes));
    await importChannels([aChannel('Two')]);
    expect(namesOf(await read())).toEqual(['Two']);
  });

  test('a folder that cannot be made fails with a name', async () => {
    writeFileSync(join(folder, '..', 'file'), '');
    const own = openSnapshotLibrary({ folder: join(folder, '..', 'file', 'x'), catalog: store.catalog, log: createLog('silent'), nowMs: () => 0 });
    await expect(own.current(false)).rejects.toMatchObject({ code: 'storage.broken' });
  });
});

test.each([['', ''], ['/a.png', '/a.png'], ['a.png', '/a.png'], ['//cdn.example/a.png', 'https://cdn.example/a.png'], ['http://h/a', 'http://h/a'], ['data:image/png;base64,AA', 'data:image/png;base64,AA']])(
  'the address %j is kept as %j',
  (given, kept) => {
    expect(snapshotAddress(given)).toBe(kept);
  },
);
