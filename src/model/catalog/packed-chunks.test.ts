import { expect, test } from '@jest/globals';
import { joinBytes } from '#core/text';
import { cutPacked, packChunks, unpackChunks } from './packed-chunks';

const chunks = [new Uint8Array([1, 2, 3]), new Uint8Array(0), new Uint8Array([4]), new Uint8Array([5, 6, 7, 8])];

test('chunks come back as they were, each at a place that can be read by words', () => {
  const back = unpackChunks(packChunks(chunks));
  expect(back.map((chunk) => Array.from(chunk))).toEqual(chunks.map((chunk) => Array.from(chunk)));
  expect(back.map((chunk) => chunk.byteOffset % 4)).toEqual([0, 0, 0, 0]);
  expect(unpackChunks(packChunks([]))).toEqual([]);
});

test('a torn or foreign value gives something and never throws', () => {
  const packed = packChunks(chunks);
  for (let length = 0; length < packed.length; length += 1) expect(unpackChunks(packed.slice(0, length)).length).toBeLessThanOrEqual(chunks.length);
  expect(unpackChunks(new Uint8Array(40).fill(255))).toEqual([]);
});

test('a long value is cut and joined again', () => {
  const packed = packChunks([Uint8Array.from({ length: 600_000 }, (_unused, index) => index % 251)]);
  const pieces = cutPacked(packed);
  expect(pieces.map((piece) => piece.length <= 256 * 1024 && piece.buffer.byteLength === piece.length)).toEqual([true, true, true]);
  expect(Buffer.from(joinBytes(pieces)).equals(Buffer.from(packed))).toBe(true);
});
