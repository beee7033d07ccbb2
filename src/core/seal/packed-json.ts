import { Gzip } from 'fflate';
import { AppError, fail, ok } from '../base';
import type { Result, Steps } from '../base';
import { decodeUtf8, encodeUtf8, joinBytes } from '../text';
import { createUnpacker } from '../unpack';

/** Bytes packed or unpacked between two pauses. */
const PIECE = 16 * 1024;

/** A JSON value as gzip. Throws `input.invalid` for what JSON cannot hold. */
export function* packJsonSteps(value: unknown): Steps<Uint8Array> {
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) throw new AppError('input.invalid');
  const bytes = encodeUtf8(text);
  const packed: Uint8Array[] = [];
  // The time stands in the header otherwise: the same value is the same bytes.
  const gzip = new Gzip({ mtime: '1980-01-02' }, (chunk) => {
    packed.push(chunk);
  });
  for (let at = 0; at < bytes.length; at += PIECE) {
    const piece = bytes.subarray(at, at + PIECE);
    gzip.push(piece, at + piece.length === bytes.length);
    yield;
  }
  return joinBytes(packed);
}

/** The value of {@link packJsonSteps}; `backup.damaged` for anything else, and for more than `mostBytes` of JSON. */
export function* unpackJsonSteps(bytes: Uint8Array, mostBytes: number): Steps<Result<unknown, AppError>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const unpacker = createUnpacker((chunk) => {
    length += chunk.length;
    if (length > mostBytes) throw new AppError('backup.damaged', { message: 'too much' });
    // The chunk is used again.
    chunks.push(chunk.slice());
  });
  try {
    for (let at = 0; at < bytes.length; at += PIECE) {
      unpacker.push(bytes.subarray(at, at + PIECE));
      yield;
    }
    if (unpacker.end().remarks.length > 0) return fail(new AppError('backup.damaged'));
    const whole = joinBytes(chunks);
    return ok(JSON.parse(decodeUtf8(whole, 0, whole.length)) as unknown);
  } catch (error) {
    return fail(new AppError('backup.damaged', { cause: error }));
  }
}
