import type { CatalogSnapshot, StreamRecord } from '#core/catalog';
import type { ItemKey } from '#core/base';
import { readLicence } from '#core/playlist';
import type { ContentKey, KeyVault } from '#server/domain';
import type { DrmKind, Store } from '#server/store';
import { externalKey } from './write-catalog';

interface Named {
  readonly kind: DrmKind;
  readonly key: ItemKey;
  readonly stream: StreamRecord;
}

function* rowsOf(catalog: CatalogSnapshot): Generator<Named> {
  for (let row = 0; row < catalog.count('channel'); row += 1) {
    const channel = catalog.channel(row);
    if (channel !== null) yield { kind: 'channel', key: channel.key, stream: channel.stream };
  }
  for (let row = 0; row < catalog.count('movie'); row += 1) {
    const movie = catalog.movie(row);
    if (movie !== null) yield { kind: 'movie', key: movie.key, stream: movie.stream };
  }
  for (let row = 0; row < catalog.count('series'); row += 1) {
    for (const { episodes } of catalog.seasons(row)) for (const { key, stream } of episodes) yield { kind: 'episode', key, stream };
  }
}

/**
 * Protects the rows of an imported list that name a licence: ClearKey with the keys that stand there, other systems by the operator's own licence
 * server. Keys go into the vault at once and are kept nowhere else. Answers how many rows there were.
 */
export async function keepLicences(sourceId: string, catalog: CatalogSnapshot, store: Store, vault: KeyVault): Promise<number> {
  let kept = 0;
  for (const { kind, key, stream } of rowsOf(catalog)) {
    const licence = readLicence(stream.properties);
    const [itemId] = licence === null ? [] : await store.catalog.idsOf(sourceId, kind, [externalKey(key)]);
    if (licence === null || itemId === undefined) continue;
    const keys = Object.entries(licence.keys).map(([keyId, value]): ContentKey => ({ keyId, key: value }));
    await vault.put({ kind, itemId, systems: [licence.system] }, keys);
    kept += 1;
  }
  return kept;
}
