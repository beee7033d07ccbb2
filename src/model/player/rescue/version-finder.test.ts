import { expect, test } from '@jest/globals';
import { itemKey } from '#core/base';
import type { SourceId } from '#core/base';
import { createCatalogBuilder } from '#core/catalog';
import type { ColumnarCatalog } from '#core/catalog';
import { createFakeHost, FakeCatalogModel } from '#test/harness/fakes';
import { VersionFinder } from './version-finder';

const A = 'a' as SourceId;
const B = 'b' as SourceId;

function catalogOf(source: SourceId, channels: ReadonlyArray<readonly [name: string, isAdult?: boolean]>): ColumnarCatalog {
  const builder = createCatalogBuilder({ sourceId: source });
  for (const [index, [name, isAdult = false]] of channels.entries()) builder.addChannel({ nativeId: String(index), name, isAdult });
  return builder.finish();
}

function finderOver(parts: ReadonlyMap<SourceId, ColumnarCatalog>): { readonly find: (source: SourceId, index: number) => Promise<readonly string[]> } {
  const catalog = Object.assign(new FakeCatalogModel(), { catalogOf: (id: SourceId) => parts.get(id) ?? null });
  const host = createFakeHost();
  const finder = new VersionFinder({ catalog, clock: host.clock, sourceIds: () => Array.from(parts.keys()) });
  return {
    async find(source, index) {
      const found = finder.find('channel', itemKey(source, 'channel', String(index)));
      await host.clock.advance(200);
      return (await found).map(String);
    },
  };
}

test('other versions over all sources: language first, then quality, backups last, three at most', async () => {
  const { find } = finderOver(
    new Map([
      [A, catalogOf(A, [['DE: Nova HD'], ['Other'], ['DE: Nova SD'], ['DE: Nova FHD backup'], ['FR: Nova UHD']])],
      [B, catalogOf(B, [['Foreign'], ['DE: Nova FHD']])],
    ]),
  );
  expect(await find(A, 0)).toEqual(['b:c:1', 'a:c:2', 'a:c:3']);
  expect(await find(A, 1)).toEqual([]);
  expect(await find(B, 1)).toEqual(['a:c:0', 'a:c:2', 'a:c:3']);
});

test('what is for adults stands for nothing that is not, and a channel that is gone has no versions', async () => {
  const { find } = finderOver(new Map([[A, catalogOf(A, [['Nova'], ['Nova HD', true], ['Nova FHD']])]]));
  expect(await find(A, 0)).toEqual(['a:c:2']);
  expect(await find(A, 99)).toEqual([]);
});
