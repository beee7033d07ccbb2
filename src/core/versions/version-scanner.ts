import { Fingerprint, decodeUtf8, foldText } from '../text';
import { QUALITY, versionWords } from './version-words';
import type { VersionWord } from './version-words';

/** Longest name looked at, in folded characters; what tells titles apart stands in front. */
const MAX_UNITS = 256;
const MAX_WORDS = 48;
/** Longer words are no version words. */
const MAX_VERSION_WORD = 12;
const FNV_PRIME = 0x01000193;
const [SPACE, PLUS, DASH, COLON, BAR, HASH] = [0x20, 0x2b, 0x2d, 0x3a, 0x7c, 0x23];
const OPENING = '([{';
const CLOSING = ')]}';

/** What a word turned out to be. */
const ROLE = { title: 0, version: 1 } as const;

interface KnownWord {
  readonly text: string;
  readonly word: VersionWord;
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

/** Folded letters and digits; marks of scripts beyond Latin belong to their words. */
function isWordUnit(unit: number): boolean {
  if (unit < 0x80) return isDigit(unit) || (unit >= 0x61 && unit <= 0x7a) || unit === PLUS;
  return !(unit <= 0xbf || unit === 0xd7 || unit === 0xf7 || (unit >= 0x2000 && unit <= 0x2bff) || (unit >= 0x3000 && unit <= 0x3020));
}

/**
 * Takes a name apart into what it names and what it says of the version: quality, language or country, backup, year. One scanner serves
 * many names; results are read from its fields until the next `scan`. About two microseconds a name of a desk computer; names in ASCII make no strings.
 */
export class VersionScanner {
  /** Hash of the words that name the thing, without spaces; equal for all versions. */
  keyHigh = 0;
  keyLow = 0;
  /** One of {@link QUALITY}. */
  quality = 0;
  /** Two letters, `mul` for several, empty if the name does not say. */
  language = '';
  /** The language a word names (`French`), two letters; unlike {@link language} never one that only follows from the region, nor several. */
  spoken = '';
  /** The provider's abbreviation in one spelling (`uk`, `de`, `exyu`); empty if the name does not say. */
  region = '';
  isBackup = false;
  /** A year in brackets or at the end; 0 without one. */
  year = 0;

  private readonly units = new Uint16Array(MAX_UNITS);
  private length = 0;
  private words = 0;
  private readonly starts = new Uint16Array(MAX_WORDS);
  private readonly ends = new Uint16Array(MAX_WORDS);
  private readonly hashes = new Int32Array(MAX_WORDS);
  private readonly isBracketed = new Uint8Array(MAX_WORDS);
  /** First character behind the word that is no space. */
  private readonly behind = new Uint16Array(MAX_WORDS);
  private readonly roles = new Uint8Array(MAX_WORDS);
  private readonly known = new Map<number, KnownWord>();
  private readonly fingerprint = new Fingerprint();

  constructor() {
    versionWords().forEach((word, text) => this.known.set(hashOf(text), { text, word }));
  }

  /** Takes the name `bytes[start..end)` apart. `hasYears`: films and series, where a year tells titles apart. */
  scan(bytes: Uint8Array, start: number, end: number, hasYears: boolean): void {
    this.quality = QUALITY.unknown;
    this.language = '';
    this.spoken = '';
    this.region = '';
    this.isBackup = false;
    this.year = 0;
    this.fold(bytes, start, end);
    this.split();
    this.roles.fill(ROLE.title, 0, this.words);
    this.readPrefixes(hasYears);
    this.readInner();
    this.readEnd(hasYears);
    this.seal();
  }

  private fold(bytes: Uint8Array, start: number, end: number): void {
    const { units } = this;
    const stop = Math.min(end, start + MAX_UNITS);
    let count = 0;
    for (let at = start; at < stop; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte >= 0x80) {
        this.foldText(bytes, start, end);
        return;
      }
      units[count++] = byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
    }
    this.length = count;
  }

  private foldText(bytes: Uint8Array, start: number, end: number): void {
    const text = foldText(decodeUtf8(bytes, start, Math.min(end, start + MAX_UNITS * 3)));
    this.length = Math.min(MAX_UNITS, text.length);
    for (let i = 0; i < this.length; i += 1) this.units[i] = text.charCodeAt(i);
  }

  private split(): void {
    const { units, length } = this;
    let depth = 0;
    let at = 0;
    this.words = 0;
    while (at < length && this.words < MAX_WORDS) {
      const unit = units[at] ?? 0;
      if (!isWordUnit(unit)) {
        const sign = String.fromCharCode(unit);
        if (OPENING.indexOf(sign) >= 0) depth += 1;
        else if (CLOSING.indexOf(sign) >= 0 && depth > 0) depth -= 1;
        at += 1;
        continue;
      }
      const from = at;
      let hash = 0;
      while (at < length && isWordUnit(units[at] ?? 0)) {
        hash = Math.imul(hash ^ (units[at] ?? 0), FNV_PRIME) + 1;
        at += 1;
      }
      const word = this.words++;
      this.starts[word] = from;
      this.ends[word] = at;
      this.hashes[word] = hash | 0;
      this.isBracketed[word] = depth > 0 ? 1 : 0;
      let next = at;
      while (next < length && units[next] === SPACE) next += 1;
      this.behind[word] = next < length ? (units[next] ?? 0) : 0;
    }
  }

  /** The version word at a place, or `null`. */
  private wordAt(index: number): VersionWord | null {
    const from = this.starts[index] ?? 0;
    const size = (this.ends[index] ?? 0) - from;
    if (size > MAX_VERSION_WORD) return null;
    const known = this.known.get(this.hashes[index] ?? 0);
    if (known?.text.length !== size) return null;
    for (let i = 0; i < size; i += 1) if (known.text.charCodeAt(i) !== this.units[from + i]) return null;
    return known.word;
  }

  /** `DE: `, `|UK| `, `[FR]`, `EN - `, and two of them one behind the other. */
  private readPrefixes(isTitle: boolean): void {
    for (let index = 0; index < Math.min(2, this.words - 1); index += 1) {
      const size = (this.ends[index] ?? 0) - (this.starts[index] ?? 0);
      const word = this.wordAt(index);
      const sign = this.behind[index];
      const isMarked = sign === COLON || sign === BAR || this.isBracketed[index] === 1;
      const isRegion = word?.kind === 'region';
      // A channel's unknown abbreviation in front of a sign is a tag as well; films are called "Ted:" and the like.
      const isUnknownTag = !isTitle && size >= 2 && size <= 3 && this.isLetters(index);
      const isTag = isRegion ? isMarked || sign === DASH : isMarked && isUnknownTag;
      if (!isTag) return;
      this.roles[index] = ROLE.version;
      if (word === null) this.region = this.region === '' ? this.textOf(index) : this.region;
      else this.take(word);
    }
  }

  /** Words that say something wherever they stand, and everything in brackets that does. */
  private readInner(): void {
    for (let index = 0; index < this.words; index += 1) {
      if (this.roles[index] !== ROLE.title) continue;
      const word = this.wordAt(index);
      if (this.isBracketed[index] === 1 && (word !== null || this.isBackupNumber(index))) {
        if (word === null) this.isBackup = true;
        else this.take(word);
        this.roles[index] = ROLE.version;
      } else if (word !== null && (word.kind === 'quality' || word.kind === 'coding')) {
        this.take(word);
        this.roles[index] = ROLE.version;
      }
    }
  }

  /** From the end on: year, weak words, a region beside other version words, a copy's number. Stops at the first word of the name itself. */
  private readEnd(hasYears: boolean): void {
    for (let index = this.words - 1; index > 0; index -= 1) {
      if (this.roles[index] === ROLE.version) continue;
      const year = hasYears && this.year === 0 ? this.yearAt(index) : 0;
      const word = this.wordAt(index);
      if (year > 0) {
        this.year = year;
      } else if (word?.kind === 'weak' || (word?.kind === 'region' && this.hasVersionBeside(index))) {
        this.take(word);
      } else if (this.isShortNumber(index) && (this.isBackupAt(index - 1) || this.units[(this.starts[index] ?? 0) - 1] === HASH)) {
        this.isBackup = true;
      } else {
        return;
      }
      this.roles[index] = ROLE.version;
    }
  }

  private hasVersionBeside(index: number): boolean {
    return this.roles[index - 1] === ROLE.version || (index + 1 < this.words && this.roles[index + 1] === ROLE.version);
  }

  private isBackupAt(index: number): boolean {
    const word = index > 0 ? this.wordAt(index) : null;
    return word?.kind === 'weak' && word.isBackup;
  }

  private take(word: VersionWord): void {
    if (word.kind === 'quality') this.quality = Math.max(this.quality, word.quality);
    else if (word.kind === 'weak') {
      if (word.isBackup) this.isBackup = true;
      if (word.language !== 'mul' && word.language !== '') this.spoken = word.language;
      if (this.language === '' || word.language === 'mul') this.language = word.language === '' ? this.language : word.language;
    } else if (word.kind === 'region') {
      if (this.region === '') this.region = word.region;
      if (this.language === '') this.language = word.language;
    }
  }

  private isLetters(index: number): boolean {
    for (let at = this.starts[index] ?? 0; at < (this.ends[index] ?? 0); at += 1) {
      const unit = this.units[at] ?? 0;
      if (unit < 0x61 || unit > 0x7a) return false;
    }
    return true;
  }

  private isShortNumber(index: number): boolean {
    const from = this.starts[index] ?? 0;
    return (this.ends[index] ?? 0) - from === 1 && isDigit(this.units[from] ?? 0);
  }

  /** A lone digit in brackets: providers number their copies so. */
  private isBackupNumber(index: number): boolean {
    return index > 0 && this.isShortNumber(index);
  }

  private yearAt(index: number): number {
    const from = this.starts[index] ?? 0;
    if ((this.ends[index] ?? 0) - from !== 4) return 0;
    let year = 0;
    for (let at = from; at < from + 4; at += 1) {
      const unit = this.units[at] ?? 0;
      if (!isDigit(unit)) return 0;
      year = year * 10 + unit - 0x30;
    }
    return year >= 1895 && year <= 2035 ? year : 0;
  }

  private textOf(index: number): string {
    let text = '';
    for (let at = this.starts[index] ?? 0; at < (this.ends[index] ?? 0); at += 1) text += String.fromCharCode(this.units[at] ?? 0);
    return text;
  }

  /** Hashes the words left; a name of version words only is named by them. */
  private seal(): void {
    const { fingerprint, units, words } = this;
    fingerprint.reset();
    let hasTitle = false;
    for (let pass = 0; pass < 2 && !hasTitle; pass += 1) {
      for (let index = 0; index < words; index += 1) {
        if (pass === 0 && this.roles[index] !== ROLE.title) continue;
        hasTitle = true;
        for (let at = this.starts[index] ?? 0; at < (this.ends[index] ?? 0); at += 1) {
          const unit = units[at] ?? 0;
          fingerprint.add(unit & 0xff);
          if (unit > 0xff) fingerprint.add(unit >>> 8);
        }
      }
    }
    this.keyHigh = fingerprint.highHalf();
    this.keyLow = fingerprint.lowHalf();
  }
}

function hashOf(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), FNV_PRIME) + 1;
  return hash | 0;
}
