import { PackagingError } from '../scripts/packaging';
import type { SdbConnection } from './sdb-connection';

/** Bytes of one block of a file. */
const BLOCK_BYTES = 32 * 1024;
/** Read and written by its owner, read by all. */
const MODE = 0o100644;

function tagged(tag: string, value: number): Buffer {
  const head = Buffer.alloc(8);
  head.write(tag, 0, 'latin1');
  head.writeUInt32LE(value, 4);
  return head;
}

/**
 * Copies a file to the set. `onProgress` is told how many bytes have been taken. Rejects with a {@link PackagingError} in the set's own words when it
 * does not take the file.
 */
export async function pushFile(connection: SdbConnection, bytes: Uint8Array, remotePath: string, onProgress: (bytes: number) => void): Promise<void> {
  const stream = await connection.service('sync:');
  const target = Buffer.from(`${remotePath},${String(MODE)}`);
  await stream.write(Buffer.concat([tagged('SEND', target.length), target]));
  for (let at = 0; at < bytes.length; at += BLOCK_BYTES) {
    const block = bytes.subarray(at, at + BLOCK_BYTES);
    await stream.write(Buffer.concat([tagged('DATA', block.length), block]));
    onProgress(Math.min(bytes.length, at + BLOCK_BYTES));
  }
  await stream.write(tagged('DONE', 0));
  let answer = Buffer.alloc(0);
  // Eight bytes, and behind FAIL as many as it says.
  for (;;) {
    const isFailure = answer.toString('latin1', 0, 4) === 'FAIL';
    if (answer.length >= 8 && (!isFailure || answer.length >= 8 + answer.readUInt32LE(4))) break;
    const next = await stream.read();
    if (next === null) break;
    answer = Buffer.concat([answer, next]);
  }
  stream.close();
  if (answer.toString('latin1', 0, 4) === 'OKAY') return;
  const reason = answer.length > 8 ? answer.toString('utf8', 8) : 'the connection ended';
  throw new PackagingError('The package could not be copied to the television:', [{ field: remotePath, reason, example: 'free some storage on the set and try again' }]);
}
