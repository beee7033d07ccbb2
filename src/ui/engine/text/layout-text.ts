import { plainLetters } from './scripts';
import type { TextFont, TextMeter } from './text-meter';

/** Lines as they are drawn, and the widest of them in pixels. */
export interface TextLayout {
  readonly lines: readonly string[];
  readonly width: number;
  /** True when something was cut off. */
  readonly isCut: boolean;
}

/** How much room text has. */
export interface TextRoom {
  /** Pixels; 0: as wide as needed, on one line. */
  readonly maxWidth: number;
  readonly maxLines: number;
}

const ELLIPSIS = '…';
/** A cut at a word end may waste this part of the line; beyond it the word is cut instead. */
const WORD_END_MIN = 0.55;

/** Places where a line may break: after spaces and hyphens, and between ideographs, which know no spaces. */
function splitWords(content: string): string[] {
  const words: string[] = [];
  let start = 0;
  for (let i = 1; i <= content.length; i += 1) {
    if (i < content.length && !canBreak(content.charCodeAt(i - 1), content.charCodeAt(i))) continue;
    words.push(content.slice(start, i));
    start = i;
  }
  return words;
}

/** Beside ideographs: marks that no line begins with, and marks that none ends with. */
const NEVER_FIRST = '、。，．：；？！）」』】》〉〕”’…·ー％,.:;?!)%';
const NEVER_LAST = '（「『【《〈〔“‘(';

function canBreak(before: number, after: number): boolean {
  if (before === 0x20) return after !== 0x20;
  if (before === 0x2d) return after !== 0x20;
  if (!isIdeograph(before) && !isIdeograph(after)) return false;
  return NEVER_FIRST.indexOf(String.fromCharCode(after)) === -1 && NEVER_LAST.indexOf(String.fromCharCode(before)) === -1;
}

function isIdeograph(code: number): boolean {
  return (code >= 0x2e80 && code <= 0x9fff) || (code >= 0xac00 && code <= 0xd7af) || (code >= 0xf900 && code <= 0xfaff) || (code >= 0xff00 && code <= 0xffef);
}

function trimEnd(text: string): string {
  return text.replace(/[\s,;:–，、；：-]+$/, '');
}

/** Marks that belong to the letter before them: accents, Arabic and Devanagari vowel signs, joiners, second halves of a code point. */
const JOINED = /[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0903\u093a-\u093c\u093e-\u094f\u0951-\u0957\u0962\u0963]|\u200c|\u200d|\ufe0f|[\udc00-\udfff]/;
/** Devanagari's virama and the joiner tie the next letter to the one before. */
const JOINING = /[\u094d\u200d]/;

/** The last place at or before `at` where a text may be cut without taking a written sign apart. */
function signEnd(text: string, at: number): number {
  let end = at;
  while (end > 0 && end < text.length && (JOINED.test(text.charAt(end)) || JOINING.test(text.charAt(end - 1)))) end -= 1;
  return end;
}

/**
 * The largest number up to `most` that fits, at least `least`; what fits, fits with less too. Looks around `guess` first: measuring is what
 * setting a text costs.
 */
function largestFitting(guess: number, least: number, most: number, fits: (size: number) => boolean): number {
  let low = least;
  let high = most;
  let next = Math.max(least + 1, Math.min(guess, most));
  for (let step = 1; low < high; step *= 2) {
    if (fits(next)) {
      low = next;
      if (high < most) break;
      next = Math.min(most, next + step);
    } else {
      high = next - 1;
      if (low > least) break;
      next = Math.max(least + 1, next - step);
    }
  }
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Shortens `text` until it and an ellipsis fit into `maxWidth`, at a word end where that wastes little. */
function clamp(text: string, font: TextFont, meter: TextMeter, maxWidth: number): string {
  // Letters are half as wide as high, more or less.
  const low = largestFitting(Math.floor((2 * maxWidth) / font.size), 0, text.length, (size) => meter.width(text.slice(0, size) + ELLIPSIS, font) <= maxWidth);
  const byLetter = text.slice(0, signEnd(text, low));
  const space = byLetter.lastIndexOf(' ');
  const isWordEnd = low === text.length || text.charAt(low) === ' ';
  const byWord = isWordEnd || space <= 0 ? byLetter : byLetter.slice(0, space);
  const chosen = meter.width(byWord, font) >= maxWidth * WORD_END_MIN ? byWord : byLetter;
  return trimEnd(chosen) + ELLIPSIS;
}

function widest(lines: readonly string[], font: TextFont, meter: TextMeter): number {
  let width = 0;
  for (const line of lines) width = Math.max(width, meter.width(line, font));
  return width;
}

/** Breaks text into lines and cuts what does not fit with an ellipsis. Type is never shrunk to fit. */
export function layoutText(content: string, font: TextFont, room: TextRoom, meter: TextMeter): TextLayout {
  const whole = plainLetters(content).replace(/\s*\n\s*/g, ' ').trim();
  const fullWidth = meter.width(whole, font);
  if (room.maxWidth <= 0 || fullWidth <= room.maxWidth) return { lines: [whole], width: fullWidth, isCut: false };
  if (room.maxLines <= 1) {
    const line = clamp(whole, font, meter, room.maxWidth);
    return { lines: [line], width: meter.width(line, font), isCut: true };
  }
  const words = splitWords(whole);
  const lines: string[] = [];
  const lettersOfLine = (room.maxWidth * whole.length) / fullWidth;
  let at = 0;
  while (at < words.length && lines.length < room.maxLines) {
    const from = at;
    const lineOf = (end: number): string => trimSpace(words.slice(from, end).join(''));
    let guess = from;
    for (let letters = 0; guess < words.length && letters <= lettersOfLine; guess += 1) letters += (words[guess] ?? '').length;
    at = largestFitting(guess - 1, from + 1, words.length, (end) => meter.width(lineOf(end), font) <= room.maxWidth);
    lines.push(lineOf(at).trim());
  }
  const isCut = at < words.length;
  const last = lines.length - 1;
  if (isCut) lines[last] = clamp(`${lines[last] ?? ''} ${words.slice(at).join('')}`, font, meter, room.maxWidth);
  // One word longer than the line: cut it rather than let it stand out.
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i] ?? '';
    if (meter.width(line, font) > room.maxWidth) lines[i] = clamp(line, font, meter, room.maxWidth);
  }
  return { lines, width: widest(lines, font, meter), isCut };
}

function trimSpace(text: string): string {
  return text.replace(/\s+$/, '');
}
