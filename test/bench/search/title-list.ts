import { readFileSync } from 'node:fs';
import { createSeededRandom } from '#core/base';
import type { SeededRandom } from '#core/base';
import { dataFile, type DataFile } from '../data/data-file';
import { createVocabulary } from '../data/vocabulary';

/** A title to be searched. */
export interface Title {
  readonly kind: 'channel' | 'movie' | 'series';
  readonly name: string;
  /** 0 without one. */
  readonly year: number;
}

const VERSION = 1;
const SEED = 31_337;
const QUALITIES = ['HD', 'FHD', '4K', 'SD'];
const COUNTRIES = ['DE', 'FR', 'UK', 'US', 'IT', 'ES', 'PL', 'TR', 'GR', 'RU', 'AR', 'IL', 'IN', 'CN', 'KR'];

/** A list of so many titles: channels with country and quality, films with years, series; a line each. */
export function titleFile(count: number): DataFile {
  return dataFile(`titles-v${String(VERSION)}-${String(count)}.txt`, (out) => {
    const random = createSeededRandom(SEED);
    const vocabulary = createVocabulary();
    for (let i = 0; i < count; i += 1) {
      const kind = random.next();
      const title = vocabulary.title(random);
      if (kind < 0.2) out.text(`channel\t0\t${random.pick(COUNTRIES)}: ${title}${random.chance(0.6) ? ` ${random.pick(QUALITIES)}` : ''}\n`);
      else if (kind < 0.8) out.text(`movie\t${String(1960 + random.below(66))}\t${title}\n`);
      else out.text(`series\t0\t${title}\n`);
    }
    return new Uint8Array(0);
  });
}

/** Reads what {@link titleFile} made. */
export function readTitles(path: string): readonly Title[] {
  return readFileSync(path, 'utf8').trimEnd().split('\n').map((line) => {
    const [kind = '', year = '', name = ''] = line.split('\t');
    return { kind: kind as Title['kind'], year: Number(year), name };
  });
}

/** Small letters without marks above and below: what the libraries are given, since most of them know nothing of other scripts. */
export function foldPlainly(text: string): string {
  return text.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '').normalize('NFC');
}

/** A query, and the name of the title it is meant to find. */
export interface Query {
  readonly text: string;
  readonly wanted: string;
}

/** What a list is searched for. */
export interface Queries {
  /** Names typed letter by letter: each a query of its own. */
  readonly keystrokes: readonly string[];
  /** Whole names. */
  readonly exact: readonly Query[];
  /** Whole names with one error in a word of five letters or more. */
  readonly misspelt: readonly Query[];
}

const MIN_ERROR_LETTERS = 5;
/** Nobody types more before looking at the hits. */
const MAX_KEYSTROKES = 16;

/** A word with one letter replaced, left out, added, or two swapped; letters come from the word itself or its script. */
export function misspell(word: string, random: SeededRandom): string {
  const letters = Array.from(word);
  const at = 1 + random.below(letters.length - 1);
  const other = random.pick(letters.filter((letter) => letter !== letters[at]));
  const kind = random.below(4);
  if (kind === 0) letters[at] = other;
  else if (kind === 1) letters.splice(at, 1);
  else if (kind === 2) letters.splice(at, 0, other);
  else if (letters[at - 1] === letters[at] || at === 1) letters.splice(at, 1);
  else [letters[at - 1], letters[at]] = [letters[at] ?? '', letters[at - 1] ?? ''];
  return letters.join('');
}

/** The part of a name people type: without country and quality. */
function typedName(name: string): string {
  return name.replace(/^[A-Z]{2}: /, '').replace(/ (?:HD|FHD|4K|SD)$/, '');
}

/** Queries for a list of titles; always the same ones. */
export function queriesFor(titles: readonly Title[], counts: { readonly typed: number; readonly errors: number }): Queries {
  const random = createSeededRandom(SEED + 1);
  const keystrokes: string[] = [];
  for (let i = 0; i < counts.typed; i += 1) {
    const letters = Array.from(typedName(random.pick(titles).name).toLowerCase()).slice(0, MAX_KEYSTROKES);
    for (let length = 1; length <= letters.length; length += 1) keystrokes.push(letters.slice(0, length).join(''));
  }
  const exact: Query[] = [];
  const misspelt: Query[] = [];
  while (misspelt.length < counts.errors) {
    const { name } = random.pick(titles);
    const words = typedName(name).toLowerCase().split(' ');
    const long = words.map((word, index) => ({ word, index })).filter(({ word }) => Array.from(word).length >= MIN_ERROR_LETTERS && new Set(word).size > 1);
    if (exact.length < counts.errors) exact.push({ text: words.join(' '), wanted: name });
    if (long.length === 0) continue;
    const { word, index } = random.pick(long);
    misspelt.push({ text: words.map((other, i) => (i === index ? misspell(word, random) : other)).join(' '), wanted: name });
  }
  return { keystrokes, exact, misspelt };
}
