import { constants, gzipSync } from 'node:zlib';
import { AppError } from '#core/base';
import { createUnpacker } from '#core/unpack';
import type { FuzzRandom } from '../fuzz-random';
import { pieces } from '../fuzz-target';
import type { FuzzTarget } from '../fuzz-target';
import { Digest } from './digest';

/** What is done to the packed file, by the bits of the input's first byte. */
const DAMAGE = { pack: 1, flip: 2, cut: 4, tail: 8, twice: 16 } as const;

/** Blocks with codes of their own, with the fixed ones, without matches; level 0 stores. */
const STRATEGIES = [constants.Z_DEFAULT_STRATEGY, constants.Z_FIXED, constants.Z_HUFFMAN_ONLY, constants.Z_RLE, constants.Z_DEFAULT_STRATEGY];

function damaged(control: number, place: number, packed: Uint8Array): Uint8Array {
  let result = packed;
  if ((control & DAMAGE.twice) !== 0) result = Uint8Array.from([...packed, ...packed]);
  if ((control & DAMAGE.tail) !== 0) result = Uint8Array.from([...result, 0, place, 7]);
  if ((control & DAMAGE.cut) !== 0) result = result.slice(0, Math.max(0, result.length - 1 - (place % 24)));
  if ((control & DAMAGE.flip) !== 0 && result.length > 0) {
    const at = (place * 7) % result.length;
    result = result.slice();
    result[at] = (result[at] ?? 0) ^ (1 << (place % 8));
  }
  return result;
}

/** Packed files, whole and damaged. */
export const unpackTarget: FuzzTarget = {
  name: 'unpack',
  run(input, cuts) {
    const digest = new Digest();
    let length = 0;
    const unpacker = createUnpacker((chunk) => {
      digest.plain(chunk);
      length += chunk.length;
    });
    try {
      pieces(input, cuts, (piece) => { unpacker.push(piece); });
    } catch (error) {
      // How much had come out before the damage was met depends on the pieces.
      if (error instanceof AppError) return error.code;
      throw error;
    }
    return `${String(length)} ${digest.toString()}`;
  },
  seeds: ['\u0001 some text that is packed, some text that is packed', '\u0013 ab', '\u0009 tail', '\u0005 cut away', 'plain text', '', '\u0001', 'PK\u0003\u0004', '\u0003x flipped bits'],
  dictionary: ['\u001f', 'PK\u0003', 'aaaaaaaaaaaaaaaaaaaaaaaa', '\u0001', '\u0003', '\u0005', '\u0009', '\u0011', 'text'],
  generate: (random: FuzzRandom) => String.fromCharCode(random.below(32), random.below(128)) + random.many(0, 20, () => random.pick(['a', 'text ', '\n', 'ü', '0123456789'])),
  pack(input) {
    const [control = 0, place = 0] = input;
    if ((control & DAMAGE.pack) === 0 || control >= 32) return input;
    return damaged(control, place, new Uint8Array(gzipSync(input.subarray(2), { strategy: STRATEGIES[place % STRATEGIES.length], level: place % 7 === 0 ? 0 : 6, memLevel: 1, windowBits: 9 })));
  },
};
