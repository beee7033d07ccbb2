import type { BlobStoragePort } from '#ports';
import { fileIdOf } from '#sources/playlist-file';
import type { StoredSource } from '#sources/registry';

/** Takes away the playlist a source kept on the set; any other source kept none. */
export async function dropKeptFile(stored: StoredSource | null, blobs: BlobStoragePort): Promise<void> {
  if (stored === null || fileIdOf(stored.secret.address) === null) return;
  const { dropFile } = await import('#sources/playlist-file');
  await dropFile(blobs, stored.secret.address);
}
