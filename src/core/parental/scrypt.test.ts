import { randomBytes, scryptSync } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { runSteps } from '../base';
import { scryptSteps } from './scrypt';
import type { ScryptCost } from './scrypt';

const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'utf8'));
const hex = (hash: Uint8Array): string => Buffer.from(hash).toString('hex');

test.each([
  ['', '', { n: 16, r: 1, p: 1 }, '77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906'],
  ['password', 'NaCl', { n: 1024, r: 8, p: 16 }, 'fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640'],
] as ReadonlyArray<readonly [string, string, ScryptCost, string]>)('the vectors of RFC 7914: %j', (password, salt, cost, expected) => {
  expect(hex(runSteps(scryptSteps(bytes(password), bytes(salt), cost, 64)))).toBe(expected);
});

test('agrees with OpenSSL on random input of any length', () => {
  for (const [n, r, p, length] of [[2, 1, 1, 1], [64, 3, 2, 33], [256, 8, 1, 32], [128, 8, 3, 100]] as const) {
    const password = Uint8Array.from(randomBytes(n + 61));
    const salt = Uint8Array.from(randomBytes(r * 7));
    expect(hex(runSteps(scryptSteps(password, salt, { n, r, p }, length)))).toBe(scryptSync(password, salt, length, { N: n, r, p }).toString('hex'));
  }
});

test('pauses often: no step holds the picture up', () => {
  const steps = scryptSteps(bytes('0000'), bytes('salt'), { n: 1024, r: 8, p: 1 }, 32);
  let count = 0;
  while (steps.next().done !== true) count += 1;
  expect(count).toBe(64);
});
