import type { FuzzRandom } from './fuzz-random';

/** Longest input; what a parser does wrong it does wrong with little. */
export const MAX_INPUT = 4096;

const ODD_BYTES = [0, 9, 10, 13, 32, 34, 35, 38, 39, 44, 45, 58, 59, 60, 61, 62, 91, 92, 93, 123, 124, 125, 127, 0x80, 0xbf, 0xc3, 0xe2, 0xed, 0xef, 0xf0, 0xfe, 0xff];
const ODD_NUMBERS = ['0', '-1', '1e999', '99999999999999999999', '2147483648', '4294967296', '-0', '1.5', 'NaN', '007', '', '٣'];
const encoder = new TextEncoder();

/** Material for mutations. */
export interface MutationStock {
  readonly corpus: readonly Uint8Array[];
  readonly words: readonly Uint8Array[];
}

function replaced(input: Uint8Array, from: number, to: number, by: Uint8Array): Uint8Array {
  const result = new Uint8Array(Math.min(MAX_INPUT, input.length - (to - from) + by.length));
  result.set(input.subarray(0, Math.min(from, result.length)));
  if (from < result.length) result.set(by.subarray(0, result.length - from), from);
  const rest = from + by.length;
  if (rest < result.length) result.set(input.subarray(to, to + result.length - rest), rest);
  return result;
}

type Mutation = (input: Uint8Array, random: FuzzRandom, stock: MutationStock) => Uint8Array;

function range(input: Uint8Array, random: FuzzRandom): readonly [number, number] {
  const from = random.below(input.length + 1);
  return [from, Math.min(input.length, from + 1 + random.below(random.once(4) ? 200 : 12))];
}

const MUTATIONS: readonly Mutation[] = [
  (input, random) => {
    if (input.length === 0) return input;
    const copy = input.slice();
    const at = random.below(copy.length);
    copy[at] = (copy[at] ?? 0) ^ (1 << random.below(8));
    return copy;
  },
  (input, random) => {
    if (input.length === 0) return input;
    const copy = input.slice();
    copy[random.below(copy.length)] = random.pick(ODD_BYTES);
    return copy;
  },
  (input, random) => replaced(input, ...range(input, random), new Uint8Array(0)),
  (input, random) => {
    const [from, to] = range(input, random);
    return replaced(input, to, to, input.slice(from, to));
  },
  (input, random, { words }) => {
    const at = random.below(input.length + 1);
    return replaced(input, at, at, random.pick(words));
  },
  (input, random, { words }) => replaced(input, ...range(input, random), random.pick(words)),
  (input, random) => {
    const at = random.below(input.length + 1);
    return replaced(input, at, at, Uint8Array.of(random.pick(ODD_BYTES)));
  },
  (input, random, { words }) => {
    const word = random.pick(words);
    const many = new Uint8Array(Math.min(MAX_INPUT, word.length * (2 + random.below(40))));
    for (let at = 0; at < many.length; at += 1) many[at] = word[at % word.length] ?? 0;
    const at = random.below(input.length + 1);
    return replaced(input, at, at, many);
  },
  (input, random, { corpus }) => {
    const other = random.pick(corpus);
    const [from, to] = range(other, random);
    return replaced(input, ...range(input, random), other.slice(from, to));
  },
  (input, random, { corpus }) => {
    const other = random.pick(corpus);
    const at = random.below(input.length + 1);
    return replaced(input, at, input.length, other.subarray(random.below(other.length + 1)));
  },
  (input, random) => input.slice(0, random.below(input.length + 1)),
  (input, random) => replaced(input, ...range(input, random), encoder.encode(random.pick(ODD_NUMBERS))),
];

/** Some random changes, one on top of the other. */
export function mutate(input: Uint8Array, random: FuzzRandom, stock: MutationStock): Uint8Array {
  let result = input;
  for (let left = 1 + random.below(random.once(3) ? 12 : 3); left > 0; left -= 1) result = random.pick(MUTATIONS)(result, random, stock);
  return result;
}

/** Up to `count` places to cut an input at, ascending. */
export function randomCuts(length: number, random: FuzzRandom, count: number): readonly number[] {
  const cuts = Array.from({ length: count }, () => random.below(length + 1));
  return cuts.sort((a, b) => a - b);
}
