import { describe, expect, test } from '@jest/globals';
import type { SourceId } from '#core/base';
import { FakeLog, FakeRandom, FakeStorage, settle } from '#test/harness/fakes';
import { newSourceId, platformSourceId } from './source-ids';
import { sourceMemory, SourceStore } from './source-store';
import type { StoredSource } from './source-store';

const source = (id: string): StoredSource => ({
  config: { id: id as SourceId, kind: 'xtream', name: id, host: 'h.example' },
  secret: { address: 'http://h.example', username: 'u', password: 's3cret' },
});
const [a, b] = [source('sa'), source('sb')];

test('what was put is there after a restart, in order; secrets are apart from the list', async () => {
  const storage = new FakeStorage();
  const store = new SourceStore(storage, new FakeLog());
  await store.put(a, [a.config]);
  await store.put(b, [b.config, a.config]);
  expect(await new SourceStore(storage, new FakeLog()).load()).toEqual([b, a]);
  expect(storage.values.get('sources.v1')).not.toContain('s3cret');
});

test('a portal: its MAC is a secret, and what it was given goes with it', async () => {
  const storage = new FakeStorage();
  const log = new FakeLog();
  const portal: StoredSource = { config: { ...a.config, kind: 'stalker' }, secret: { ...a.secret, mac: '00:1A:79:3C:5E:70' } };
  const store = new SourceStore(storage, log);
  await store.put(portal, [portal.config]);
  await sourceMemory(storage, log, portal.config.id).write(() => ({ token: 'T' }));
  expect(await new SourceStore(storage, log).load()).toEqual([portal]);
  expect(storage.values.get('sources.v1')).not.toContain('3C:5E');
  await store.remove(portal.config.id, []);
  expect(Array.from(storage.values.keys())).toEqual(['sources.v1']);
});

describe('a killed process', () => {
  test.each([0, 1, 2, 3])('adding, killed before write %i: old state or new state, never half', async (dieAfter) => {
    const storage = new FakeStorage();
    await new SourceStore(storage, new FakeLog()).put(a, [a.config]);
    storage.dieAfter = dieAfter;
    void new SourceStore(storage, new FakeLog()).put(b, [a.config, b.config]);
    await settle();
    storage.dieAfter = Infinity;
    const ids = (await new SourceStore(storage, new FakeLog()).load()).map((each) => each.config.id);
    expect(ids).toEqual(dieAfter < 2 ? ['sa'] : ['sa', 'sb']);
    expect(Array.from(storage.values.keys()).filter((key) => key.indexOf('source-secret.') === 0)).toEqual(ids.map((id) => `source-secret.${id}`));
  });

  test.each([0, 1, 2])('removing, killed before write %i', async (dieAfter) => {
    const storage = new FakeStorage();
    const store = new SourceStore(storage, new FakeLog());
    await store.put(a, [a.config]);
    await store.put(b, [a.config, b.config]);
    storage.dieAfter = dieAfter;
    void new SourceStore(storage, new FakeLog()).remove(b.config.id, [a.config]);
    await settle();
    storage.dieAfter = Infinity;
    const ids = (await new SourceStore(storage, new FakeLog()).load()).map((each) => each.config.id);
    expect(ids).toEqual(dieAfter === 0 ? ['sa', 'sb'] : ['sa']);
    expect(storage.values.has('source-secret.sb')).toBe(dieAfter === 0);
  });
});

test('ids: a platform keeps its own, own sources are new each time', () => {
  const random = new FakeRandom();
  expect(platformSourceId('https://h.example')).toBe(platformSourceId('https://h.example'));
  expect(platformSourceId('https://h.example')).not.toBe(platformSourceId('https://i.example'));
  expect(newSourceId(random)).toMatch(/^s[0-9a-f]{12}$/);
  expect(newSourceId(random)).not.toBe(newSourceId(random));
});
