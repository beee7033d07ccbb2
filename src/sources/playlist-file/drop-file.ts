import type { BlobStoragePort } from '#ports';
import { blobPrefix, fileIdOf } from './file-address';

/** Removes the file an address leads to; any other address leads to none. */
export async function dropFile(blobs: BlobStoragePort, address: string): Promise<void> {
  const id = fileIdOf(address);
  if (id !== null) await removeFile(blobs, id);
}

/** Removes what there is of a file. */
export async function removeFile(blobs: BlobStoragePort, id: string): Promise<void> {
  const head = blobPrefix(id);
  // The head first: what is half removed is none.
  await blobs.remove([head]);
  await blobs.remove(await blobs.keys(`${head}.`));
}
