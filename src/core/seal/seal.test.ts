import { createCipheriv, randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { runSteps, createSeededRandom } from '../base';
import { encodeUtf8 } from '../text';
import { formatMoveCode, judgeSealedFile, moveCodeOf, movePlaceSteps, openFileSteps, openSteps, packJsonSteps, parseMoveCode, SEAL_RANDOM_BYTES, sealFileSteps, sealRandom, sealSteps, unpackJsonSteps } from './index';

const bytesOf = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.replace(/\s/g, ''), 'hex'));
const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const CHEAP = { n: 16, r: 1, p: 1 };

/** Node's own cipher. */
function sealedByNode(key: Uint8Array, nonce: Uint8Array, head: Uint8Array, plain: Uint8Array): Uint8Array {
  const cipher = createCipheriv('chacha20-poly1305', key, nonce, { authTagLength: 16 });
  cipher.setAAD(head, { plaintextLength: plain.length });
  return Uint8Array.from(Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]));
}

describe('ChaCha20-Poly1305', () => {
  test('the vector of RFC 8439, 2.8.2', () => {
    const key = bytesOf('808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f');
    const nonce = bytesOf('070000004041424344454647');
    const head = bytesOf('50515253c0c1c2c3c4c5c6c7');
    const plain = encodeUtf8("Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.");
    const sealed = runSteps(sealSteps({ key, nonce }, head, plain));
    expect(hexOf(sealed.subarray(0, 16))).toBe('d31a8d34648e60db7b86afbc53ef7ec2');
    expect(hexOf(sealed.subarray(plain.length))).toBe('1ae10b594f09e26a7e902ecbd0600691');
    expect(runSteps(openSteps({ key, nonce }, head, sealed))).toEqual(plain);
  });

  test('is what Node makes of it, for all lengths up to 300 and long ones', () => {
    const lengths = Array.from({ length: 300 }, (_, length) => length).concat([4095, 16_384, 16_385, 70_001]);
    for (const length of lengths) {
      const [key, nonce, head, plain] = [randomBytes(32), randomBytes(12), randomBytes(length % 37), randomBytes(length)].map((bytes) => Uint8Array.from(bytes));
      if (key === undefined || nonce === undefined || head === undefined || plain === undefined) throw new Error('random');
      expect(hexOf(runSteps(sealSteps({ key, nonce }, head, plain)))).toBe(hexOf(sealedByNode(key, nonce, head, plain)));
    }
  });

  test('sums at the edge of the modulus: bytes of ones and keys of ones, as Node', () => {
    for (const fill of [0x00, 0xff, 0xfe, 0xfb, 0x01]) {
      for (const key of [new Uint8Array(32).fill(0xff), new Uint8Array(32)]) {
        const plain = new Uint8Array(160).fill(fill);
        const nonce = new Uint8Array(12);
        expect(hexOf(runSteps(sealSteps({ key, nonce }, plain, plain)))).toBe(hexOf(sealedByNode(key, nonce, plain, plain)));
      }
    }
  });

  test('whatever bit is changed, nothing is opened', () => {
    const [key, nonce, head] = [new Uint8Array(32).fill(7), new Uint8Array(12).fill(9), encodeUtf8('head')];
    const sealed = runSteps(sealSteps({ key, nonce }, head, encodeUtf8('thirty bytes of something dear')));
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const changed = sealed.slice();
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(runSteps(openSteps({ key, nonce }, head, changed))).toBeNull();
    }
    expect(runSteps(openSteps({ key, nonce }, encodeUtf8('hear'), sealed))).toBeNull();
    expect(runSteps(openSteps({ key, nonce }, head, sealed.subarray(0, 10)))).toBeNull();
  });
});

describe('a sealed file', () => {
  const random = sealRandom(new Uint8Array(SEAL_RANDOM_BYTES).fill(3));
  const plain = encodeUtf8('{"password":"hunter2"}');
  const file = runSteps(sealFileSteps('correct horse', plain, random, CHEAP));
  const codeOf = (bytes: Uint8Array, words = 'correct horse'): string => {
    const opened = runSteps(openFileSteps(words, bytes));
    return opened.ok ? 'opened' : opened.error.code;
  };

  test('opens with its words and no others, and holds nothing in clear', () => {
    expect(runSteps(openFileSteps('correct horse', file))).toEqual({ ok: true, value: plain });
    expect(codeOf(file, 'correct hors')).toBe('backup.wrong-words');
    expect(Buffer.from(file).includes('hunter2')).toBe(false);
  });

  test('says what is wrong with it before anybody types anything', () => {
    const at = (place: number, value: number): Uint8Array => {
      const changed = file.slice();
      changed[place] = value;
      return changed;
    };
    const judged = (bytes: Uint8Array): string => {
      const result = judgeSealedFile(bytes);
      return result.ok ? 'fine' : result.error.code;
    };
    expect(judged(file)).toBe('fine');
    expect(judged(encodeUtf8('#EXTM3U\n'))).toBe('backup.foreign');
    expect(judged(new Uint8Array(0))).toBe('backup.foreign');
    expect(judged(at(8, 2))).toBe('backup.too-new');
    expect(judged(at(8, 0))).toBe('backup.too-old');
    // A file must not make a set compute for an hour.
    expect(judged(at(9, 30))).toBe('backup.damaged');
    for (let length = 8; length < file.length; length += 1) expect(judged(file.subarray(0, length))).toMatch(/^backup\.(damaged|too-old)$/);
    for (let place = 9; place < file.length; place += 1) expect(judged(at(place, (file[place] ?? 0) ^ 1))).toBe('backup.damaged');
  });

  test('random bytes never open', () => {
    const dice = createSeededRandom(5);
    for (let i = 0; i < 500; i += 1) {
      const bytes = file.slice(0, dice.below(file.length + 1));
      for (let k = 0; k < 3 && bytes.length > 0; k += 1) bytes[dice.below(bytes.length)] = dice.below(256);
      expect(codeOf(bytes) === 'opened' ? hexOf(bytes) : hexOf(file)).toBe(hexOf(file));
    }
  });
});

test('packed JSON comes back; what is larger than allowed or damaged does not', () => {
  const value = { 'ключ': ['à', 1, null, { deep: true }], long: 'x'.repeat(50_000) };
  const packed = runSteps(packJsonSteps(value));
  expect(packed.length).toBeLessThan(2000);
  expect(runSteps(unpackJsonSteps(packed, 100_000))).toEqual({ ok: true, value });
  for (const bytes of [packed.subarray(0, packed.length - 9), encodeUtf8('{'), new Uint8Array(0)]) expect(runSteps(unpackJsonSteps(bytes, 100_000))).toMatchObject({ ok: false, error: { code: 'backup.damaged' } });
  expect(runSteps(unpackJsonSteps(packed, 1000))).toMatchObject({ ok: false, error: { code: 'backup.damaged' } });
});

describe('a code', () => {
  const code = moveCodeOf(Uint8Array.from({ length: 12 }, (_, i) => i * 21));

  test('is read as people type it', () => {
    expect(formatMoveCode(code)).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(parseMoveCode(formatMoveCode(code).toLowerCase())).toBe(code);
    expect(parseMoveCode(' 0oil-1111 2222 ')).toBe('001111112222');
    for (const typed of ['', 'ABCD', `${code}A`, code.replace(/.$/, '?')]) expect(parseMoveCode(typed)).toBeNull();
  });

  test('every letter is as likely', () => {
    const counts = new Map<string, number>();
    for (let byte = 0; byte < 256; byte += 1) for (const letter of moveCodeOf(new Uint8Array(12).fill(byte))) counts.set(letter, (counts.get(letter) ?? 0) + 1);
    expect(new Set(counts.values())).toEqual(new Set([96]));
    expect(counts.size).toBe(32);
  });

  test('leads to the same place everywhere, another code to another one', () => {
    const place = runSteps(movePlaceSteps(code));
    expect(runSteps(movePlaceSteps(code))).toEqual(place);
    expect(place.id).toMatch(/^[0-9a-f]{32}$/);
    expect(place.word).toMatch(/^[0-9a-f]{32}$/);
    expect(place.words).toMatch(/^[0-9a-f]{64}$/);
    const other = runSteps(movePlaceSteps(code.replace(/.$/, (letter) => (letter === 'A' ? 'B' : 'A'))));
    expect(other.id === place.id || other.word === place.word || other.words === place.words).toBe(false);
  });
});
