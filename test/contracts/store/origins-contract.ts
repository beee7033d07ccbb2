import { describe, expect, test } from '@jest/globals';
import type { OriginRow } from '#server/store';
import type { StoreFixture } from './store-fixture';
import { withStore } from './store-fixture';

function anOrigin(sourceId: string, changes: Partial<OriginRow> = {}): OriginRow {
  return {
    sourceId, format: 'm3u', location: `http://ann:pw@up.example/${sourceId}`, partOf: '', etag: '"1"', lastModified: 'Tue, 24 Nov 2026 20:00:00 GMT',
    contentMark: 'mark', checkedAtMs: 5, dueAtMs: 10, report: { kept: { channels: 2 }, skipped: { 'free-text': 1 }, isCut: true, bytes: 9, elapsedMs: 3 },
    failure: { code: 'net.timeout', message: 'up.example fell silent', atMs: 7, count: 2 }, ...changes,
  };
}

/** What a store must do with where sources come from. */
export function originsContract(fixture: StoreFixture): void {
  describe(`${fixture.name}: origins`, () => {
    test('come back as they were put, the newest of a source, by id', () =>
      withStore(fixture, async (store) => {
        expect([await store.origins.get('a'), await store.origins.list()]).toEqual([null, []]);
        const bare = anOrigin('a', { partOf: 'b', etag: '', lastModified: '', contentMark: '', checkedAtMs: 0, dueAtMs: 0, report: null, failure: null });
        await store.origins.put(anOrigin('b', { format: 'xtream' }));
        await store.origins.put(anOrigin('a'));
        await store.origins.put(bare);
        expect(await store.origins.list()).toEqual([bare, anOrigin('b', { format: 'xtream' })]);
        expect(await store.origins.get('a')).toEqual(bare);
      }));

    test('go with their source, and a commit leaves them', () =>
      withStore(fixture, async (store) => {
        await store.origins.put(anOrigin('m3u'));
        await store.origins.put(anOrigin('other'));
        const session = await store.imports.begin({ id: 'm3u', kind: 'm3u', name: 'List', fingerprint: '' });
        await session.commit(1);
        expect(await store.origins.get('m3u')).toEqual(anOrigin('m3u'));
        await store.imports.remove('m3u');
        // One whose first import never came to its end has no source yet.
        await store.imports.remove('other');
        expect(await store.origins.list()).toEqual([]);
      }));

    test('that are due are handed out, the longest due first', () =>
      withStore(fixture, async (store) => {
        for (const [id, dueAtMs] of [['late', 30], ['never', 0], ['first', 10], ['second', 20]] as const) await store.origins.put(anOrigin(id, { dueAtMs }));
        for (const sourceId of ['first', 'second']) expect(await store.origins.claimDue(25, 100)).toEqual(anOrigin(sourceId, { dueAtMs: 100 }));
        expect(await store.origins.claimDue(25, 100)).toBeNull();
        expect((await store.origins.list()).map((origin) => origin.dueAtMs)).toEqual([100, 30, 0, 100]);
      }));

    test('that are due are handed out once each to any number that ask at once', () =>
      withStore(fixture, async (store) => {
        for (const sourceId of ['a', 'b', 'c']) await store.origins.put(anOrigin(sourceId));
        const claims = await Promise.all([1, 2, 3, 4, 5].map(() => store.origins.claimDue(25, 100)));
        // Who of them is first is the database's own choice.
        expect(claims.map((claim) => claim?.sourceId ?? '-').sort()).toEqual(['-', '-', 'a', 'b', 'c']);
      }));
  });
}
