import type { Steps } from '../base';
import { Pace } from '../text';
import { YEAR_BASE } from './index-data';
import type { LetterCodes } from './letter-codes';
import type { TitleSource } from './title-source';
import { WordNumbers } from './word-numbers';
import { MAX_WORDS, WordSplitter } from './word-splitter';

/** Titles between two pauses: about a millisecond on a desk computer. */
const STEP_TITLES = 256;
/** Titles between two looks at the pace. */
const FEW_TITLES = 16;
/** Titles per different word in a large catalogue, about. */
const WORDS_SHARE = 4;
/** Room for words of titles; see WordNumbers for why there should be enough. */
const WORDS_PER_TITLE = 5;
/** Groups a 16-bit column can name; titles beyond have no further words. */
const MAX_FIELDS = 0xffff;

/** What all titles consist of, in order of sections and rows; words by the number they were met with, from 1. */
export interface ScannedTitles {
  readonly titleCount: number;
  readonly codes: LetterCodes;
  readonly words: { readonly bytes: Uint8Array; readonly ends: Uint32Array };
  /** Words of title `i`: `wordsOf[firsts[i]..firsts[i + 1])`. */
  readonly wordsOf: Uint32Array;
  readonly firsts: Uint32Array;
  readonly edges: Uint8Array;
  readonly priors: Uint8Array;
  readonly years: Uint8Array;
  /** Group of further words of each title; 0 none. */
  readonly fields: Uint16Array;
  /** Words of each group. */
  readonly fieldWords: readonly (readonly number[])[];
}

/** Reads all titles once. */
export function* scanTitles(source: TitleSource): Steps<ScannedTitles> {
  const scanner = new TitleScanner(source);
  // Memory for all titles was asked for.
  yield;
  for (let section = 0; section < source.sections.length; section += 1) {
    const count = source.sections[section]?.count ?? 0;
    yield* source.beginSteps(section);
    yield* scanSection(scanner, count);
  }
  const fieldWords = yield* scanner.scanFields();
  return scanner.finish(fieldWords);
}

function* scanSection(scanner: TitleScanner, count: number): Steps<void> {
  // The first title has engines compile all there is to splitting.
  scanner.scan(0, Math.min(count, 1));
  yield;
  const pace = new Pace(STEP_TITLES);
  for (let from = 1; from < count; from += FEW_TITLES) {
    scanner.scan(from, Math.min(count, from + FEW_TITLES));
    if (pace.isDue(FEW_TITLES)) yield;
    if (scanner.isCrowded) yield* scanner.growSteps();
  }
}

/** Collects what titles consist of. */
class TitleScanner {
  private readonly splitter = new WordSplitter();
  private readonly numbers: WordNumbers;
  private readonly titleCount: number;
  private readonly firsts: Uint32Array;
  private readonly edges: Uint8Array;
  private readonly priors: Uint8Array;
  private readonly years: Uint8Array;
  private readonly fields: Uint16Array;
  private wordsOf: Uint32Array;
  private wordCount = 0;
  private title = 0;
  private mostField = 0;

  constructor(private readonly source: TitleSource) {
    const count = source.sections.reduce((sum, section) => sum + section.count, 0);
    this.titleCount = count;
    this.numbers = new WordNumbers(count / WORDS_SHARE);
    this.wordsOf = new Uint32Array(count * WORDS_PER_TITLE + MAX_WORDS);
    this.firsts = new Uint32Array(count + 1);
    this.edges = new Uint8Array(count);
    this.priors = new Uint8Array(count);
    this.years = new Uint8Array(count);
    this.fields = new Uint16Array(count);
  }

  /** See {@link WordNumbers.isCrowded}. */
  get isCrowded(): boolean {
    return this.numbers.isCrowded;
  }

  /** See {@link WordNumbers.growSteps}. */
  growSteps(): Steps<void> {
    return this.numbers.growSteps();
  }

  /** Reads rows `from..to` of the source's section. */
  scan(from: number, to: number): void {
    const { source, splitter, numbers } = this;
    for (let row = from; row < to; row += 1) {
      source.open(row);
      splitter.splitBytes(source.bytes, source.start, source.end, source.year);
      if (this.wordCount + splitter.count > this.wordsOf.length) this.grow();
      for (let word = 0; word < splitter.count; word += 1) this.wordsOf[this.wordCount++] = numbers.numberOf(splitter, word);
      const title = this.title++;
      this.firsts[title + 1] = this.wordCount;
      this.edges[title] = splitter.lead | (splitter.trail << 4);
      this.priors[title] = source.prior;
      this.years[title] = source.year > YEAR_BASE && source.year < YEAR_BASE + 256 ? source.year - YEAR_BASE : 0;
      if (source.field <= MAX_FIELDS) {
        this.fields[title] = source.field;
        this.mostField = Math.max(this.mostField, source.field);
      }
    }
  }

  /** Words of the groups of further words. */
  *scanFields(): Steps<number[][]> {
    const { source, splitter, numbers } = this;
    const groups: number[][] = [[]];
    for (let field = 1; field <= this.mostField; field += 1) {
      if (field % STEP_TITLES === 0) yield;
      splitter.splitText(source.fieldText(field));
      const group: number[] = [];
      for (let word = 0; word < splitter.count; word += 1) group.push(numbers.numberOf(splitter, word));
      groups.push(group);
    }
    return groups;
  }

  finish(fieldWords: readonly (readonly number[])[]): ScannedTitles {
    const { titleCount, firsts, edges, priors, years, fields } = this;
    return {
      titleCount, codes: this.numbers.codes, words: this.numbers.toTable(), wordsOf: this.wordsOf.subarray(0, this.wordCount),
      firsts, edges, priors, years, fields, fieldWords,
    };
  }

  private grow(): void {
    const larger = new Uint32Array(this.wordsOf.length * 2 + MAX_WORDS);
    larger.set(this.wordsOf);
    this.wordsOf = larger;
  }
}
