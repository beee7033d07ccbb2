import { AppError } from '#core/base';
import { encodeUtf8 } from '#core/text';
import type { BlobStoragePort } from '#ports';
import { removeFile } from './drop-file';
import { blobPrefix } from './file-address';

/** A part as it is stored. Larger: more memory at once on small sets; smaller: more writes. */
const PART_BYTES = 512 * 1024;

/**
 * Keeps a playlist on the set while it arrives; its head is written last, so that a file that broke off is none. `read` gives the next piece,
 * `null` at the end. Rejects with what `read` or the storage rejects with, `input.invalid` for more than `mostBytes`; nothing is left then.
 */
export async function keepFile(blobs: BlobStoragePort, id: string, read: () => Promise<Uint8Array | null>, mostBytes: number): Promise<void> {
  const prefix = blobPrefix(id);
  const part = new Uint8Array(PART_BYTES);
  let [filled, parts, bytes] = [0, 0, 0];
  const write = async (): Promise<void> => {
    await blobs.setMany([[`${prefix}.${String(parts)}`, part.slice(0, filled)]]);
    parts += 1;
    filled = 0;
  };
  try {
    for (let piece = await read(); piece !== null; piece = await read()) {
      bytes += piece.length;
      if (bytes > mostBytes) throw new AppError('input.invalid', { message: 'the file is too large' });
      for (let at = 0; at < piece.length;) {
        const taken = piece.subarray(at, at + PART_BYTES - filled);
        part.set(taken, filled);
        filled += taken.length;
        at += taken.length;
        if (filled === PART_BYTES) await write();
      }
    }
    if (filled > 0) await write();
    if (bytes === 0) throw new AppError('source.empty');
    await blobs.setMany([[prefix, encodeUtf8(JSON.stringify({ parts, bytes }))]]);
  } catch (error) {
    await removeFile(blobs, id);
    throw error;
  }
}
