import type { KeyVault } from '#server/domain';
import { PROTECTED_FILM } from '#server/sample';
import type { Store } from '#server/store';
import { SAMPLE_SOURCE } from './seed-sample';

/** Makes the sample's protected film one that licences are given for. Leaves what an operator changed about it, but not keys of another secret. */
export async function seedProtectedFilm(store: Store, vault: KeyVault): Promise<void> {
  const [itemId] = await store.catalog.idsOf(SAMPLE_SOURCE, 'movie', [PROTECTED_FILM.slug]);
  if (itemId === undefined) return;
  const row = { kind: 'movie', itemId, systems: ['clearkey'] } as const;
  const isKept = (await store.drm.title('movie', itemId)) !== null && (await canRead(vault, row));
  if (!isKept) await vault.put(row, [PROTECTED_FILM]);
}

async function canRead(vault: KeyVault, row: Parameters<KeyVault['keys']>[0]): Promise<boolean> {
  try {
    await vault.keys(row);
    return true;
  } catch {
    // Another secret sealed them: the data folder got a new one.
    return false;
  }
}
