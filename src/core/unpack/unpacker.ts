import { Gunzip } from 'fflate';
import { AppError } from '../base';

/** Takes plain bytes as they come; a chunk may be reused after the call. */
export type TakeBytes = (chunk: Uint8Array) => void;

/** Unpacks a file chunk by chunk. */
export interface Unpacker {
  /** Reads on. Throws `source.malformed` for a damaged file, `source.unsupported` for a packing nothing here unpacks. */
  push(chunk: Uint8Array): void;
}

type Packing = 'plain' | 'gzip' | 'xz' | 'zip';

/** What the first bytes say (RFC 1952 section 2.3.1; xz file format 2.1.1.1; PKWARE APPNOTE 4.3.7). */
function packingOf(chunk: Uint8Array): Packing {
  const [a, b, c] = chunk;
  if (a === 0x1f && b === 0x8b) return 'gzip';
  if (a === 0xfd && b === 0x37 && c === 0x7a) return 'xz';
  return a === 0x50 && b === 0x4b && c === 0x03 ? 'zip' : 'plain';
}

/**
 * Makes an unpacker that looks at the first chunk: gzip is unpacked, plain bytes go through as they are. Playlists and guides
 * come as `.gz` files whatever their headers say.
 */
export function createUnpacker(take: TakeBytes): Unpacker {
  let gunzip: Gunzip | null = null;
  let isFirst = true;
  const begin = (chunk: Uint8Array): void => {
    isFirst = false;
    const packing = packingOf(chunk);
    if (packing === 'gzip') gunzip = new Gunzip(take);
    else if (packing !== 'plain') throw new AppError('source.unsupported', { message: packing, facts: { packing } });
  };
  return {
    push(chunk) {
      if (chunk.length === 0) return;
      if (isFirst) begin(chunk);
      if (gunzip === null) {
        take(chunk);
        return;
      }
      try {
        gunzip.push(chunk, false);
      } catch (error) {
        // What the taker throws is its own affair.
        if (error instanceof AppError) throw error;
        throw new AppError('source.malformed', { message: 'damaged gzip', cause: error });
      }
    },
  };
}
