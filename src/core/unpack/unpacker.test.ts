import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { createUnpacker } from './unpacker';

const text = 'The Ferry Islands. '.repeat(5000);
function unpack(bytes: Uint8Array, step: number): string {
  let out = '';
  const unpacker = createUnpacker((chunk) => {
    out += Buffer.from(chunk).toString('latin1');
  });
  for (let at = 0; at < bytes.length; at += step) unpacker.push(bytes.subarray(at, at + step));
  return out;
}

describe('unpacker', () => {
  test.each([10, 37, 1000, 1_000_000])('gzip cut every %i bytes, and plain bytes', (step) => {
    expect(unpack(new Uint8Array(gzipSync(text)), step)).toBe(text);
    expect(unpack(new Uint8Array(Buffer.from(text)), step)).toBe(text);
  });

  test.each([
    ['damaged gzip', [0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], 'source.malformed'],
    ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0], 'source.unsupported'], ['zip', [0x50, 0x4b, 3, 4], 'source.unsupported'],
  ] as const)('%s is named', (_name, bytes, code) => {
    expect(() => unpack(new Uint8Array(bytes), 100)).toThrow(expect.objectContaining({ code }));
  });
});
