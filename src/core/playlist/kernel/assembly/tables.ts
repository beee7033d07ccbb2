// What the kernel was told: it finds here what it met before and makes nothing up.
import {
  CONTAINERS, DIRECTORIES, GROUPS, GROUP_MASK, GROUP_SLOTS, KEYS, KEY_BYTES, LOGOS, MAX_CONTAINERS, MAX_GROUPS, MAX_KEYS, MAX_SHOWS, NAME_WEIGHTS, PLACES,
  PLACE_BYTES, SHOWS, SHOW_MASK, SHOW_SLOTS, TEMPLATES, TEXTS, TEXTS_END, TEXT_AT,
} from './layout';
import { hashLow, hashHigh, hashPart, isSame } from './bytes';

let keyCount: i32 = 0;
let directoryCount: i32 = 0;
let logoCount: i32 = 0;
let templateCount: i32 = 0;
let lastTemplate: usize = TEMPLATES;
let containerCount: i32 = 0;
let groupCount: i32 = 0;
let showCount: i32 = 0;
let textsEnd: usize = TEXTS;
let lastDirectory: usize = DIRECTORIES;
let lastLogo: usize = LOGOS;

/** Takes a name of an attribute as it stands, ` name="`; `field` 255 for one without a field. */
export function learnKey(text: usize, length: i32, field: i32): void {
  if (keyCount >= MAX_KEYS || length > KEY_BYTES - 8) return;
  const key = KEYS + <usize>(keyCount * KEY_BYTES);
  store<u8>(key, length);
  store<u8>(key + 1, field);
  memory.copy(key + 8, text, length);
  keyCount += 1;
}

/** The key that stands at `at`, which is tried first, or -1. */
// @ts-ignore: decorator
@inline
export function keyAt(at: usize, first: i32): i32 {
  if (isKey(first, at)) return first;
  for (let key = 0; key < keyCount; key += 1) if (isKey(key, at)) return key;
  return -1;
}

// @ts-ignore: decorator
@inline
function isKey(key: i32, at: usize): bool {
  const place = KEYS + <usize>(key * KEY_BYTES);
  const length = <i32>load<u8>(place);
  return length > 0 && isSame(at, place + 8, length);
}

/** Room for a directory of an address (`sort` 0), a picture (1) or an archive (2), the oldest one's; filled by the caller. */
export function newPlace(sort: i32): usize {
  if (sort == 2) {
    const place = TEMPLATES + <usize>((templateCount % PLACES) * PLACE_BYTES);
    templateCount += 1;
    return place;
  }
  if (sort == 1) {
    const place = LOGOS + <usize>((logoCount % PLACES) * PLACE_BYTES);
    logoCount += 1;
    return place;
  }
  const place = DIRECTORIES + <usize>((directoryCount % PLACES) * PLACE_BYTES);
  directoryCount += 1;
  return place;
}

/** The directory of pictures that an address `at..end` begins with, or 0. */
export function logoAt(at: usize, end: usize): usize {
  const place = placeAt(LOGOS, lastLogo, at, end);
  if (place != 0) lastLogo = place;
  return place;
}

/** The directory that an archive's address `at..end` begins with, or 0. */
export function templateAt(at: usize, end: usize): usize {
  const place = placeAt(TEMPLATES, lastTemplate, at, end);
  if (place != 0) lastTemplate = place;
  return place;
}

/** The directory that an address at `at` begins with, or 0. */
export function directoryAt(at: usize, end: usize): usize {
  const place = placeAt(DIRECTORIES, lastDirectory, at, end);
  if (place != 0) lastDirectory = place;
  return place;
}

function placeAt(base: usize, first: usize, at: usize, end: usize): usize {
  let place = first;
  for (let left = PLACES; left > 0; left -= 1) {
    const length = load<i32>(place);
    if (length > 0 && at + <usize>length < end && isSame(at, place + <usize>TEXT_AT, length)) return place;
    place = base + ((place - base + <usize>PLACE_BYTES) & <usize>(PLACES * PLACE_BYTES - 1));
  }
  return 0;
}

export function learnContainer(code: i32, word: i32, flags: i32): void {
  if (containerCount >= MAX_CONTAINERS || containerOf(code) != 0) return;
  const place = CONTAINERS + <usize>(containerCount * 16);
  store<i32>(place, code);
  store<i32>(place + 4, word);
  store<i32>(place + 8, flags);
  containerCount += 1;
}

/** Where the extension is described, or 0. */
export function containerOf(code: i32): usize {
  for (let i = 0; i < containerCount; i += 1) if (load<i32>(CONTAINERS + <usize>(i * 16)) == code) return CONTAINERS + <usize>(i * 16);
  return 0;
}

/** Looks a group's text up; where it is described, made if `isKept`, else 0. */
export function groupOf(text: usize, length: i32, isKept: i32): usize {
  const hash = textHash(text, length, 0);
  let slot = hash & GROUP_MASK;
  while (true) {
    const number = load<i32>(GROUP_SLOTS + <usize>(slot << 2));
    if (number == 0) break;
    const group = GROUPS + <usize>((number - 1) << 5);
    if (load<i32>(group + 4) == length && isSame(text, load<u32>(group), length)) return group;
    slot = (slot + 1) & GROUP_MASK;
  }
  if (isKept == 0 || groupCount >= MAX_GROUPS) return 0;
  const kept = keepText(text, length);
  if (kept == 0) return 0;
  const group = GROUPS + <usize>(groupCount << 5);
  groupCount += 1;
  store<i32>(GROUP_SLOTS + <usize>(slot << 2), groupCount);
  store<u32>(group, <u32>kept);
  store<i32>(group + 4, length);
  hashPart(text, text + <usize>length, NAME_WEIGHTS);
  store<i32>(group + 8, hashLow);
  store<i32>(group + 12, hashHigh);
  return group;
}

/** The row of the show with this text in the groups of `set`, or -1. */
export function showOf(text: usize, length: i32, set: i32): i32 {
  let slot = textHash(text, length, set) & SHOW_MASK;
  while (true) {
    const number = load<i32>(SHOW_SLOTS + <usize>(slot << 2));
    if (number == 0) return -1;
    const show = SHOWS + <usize>((number - 1) << 4);
    if (load<i32>(show + 4) == length && load<i32>(show + 8) == set && isSame(text, load<u32>(show), length)) return load<i32>(show + 12);
    slot = (slot + 1) & SHOW_MASK;
  }
}

export function learnShow(text: usize, length: i32, set: i32, row: i32): void {
  if (showCount >= MAX_SHOWS || showOf(text, length, set) >= 0) return;
  const kept = keepText(text, length);
  if (kept == 0) return;
  let slot = textHash(text, length, set) & SHOW_MASK;
  while (load<i32>(SHOW_SLOTS + <usize>(slot << 2)) != 0) slot = (slot + 1) & SHOW_MASK;
  const show = SHOWS + <usize>(showCount << 4);
  showCount += 1;
  store<i32>(SHOW_SLOTS + <usize>(slot << 2), showCount);
  store<u32>(show, <u32>kept);
  store<i32>(show + 4, length);
  store<i32>(show + 8, set);
  store<i32>(show + 12, row);
}

function keepText(text: usize, length: i32): usize {
  const kept = textsEnd;
  if (kept + <usize>length + 8 > TEXTS_END) return 0;
  memory.copy(kept, text, length);
  textsEnd = (kept + <usize>length + 7) & ~7;
  return kept;
}

function textHash(text: usize, length: i32, seed: i32): i32 {
  let hash = seed ^ length;
  let at = text;
  const end = text + <usize>length;
  for (; at + 4 <= end; at += 4) hash = rotl<i32>(hash ^ load<i32>(at), 13) * 0x9e3779b1;
  for (; at < end; at += 1) hash = rotl<i32>(hash ^ <i32>load<u8>(at), 13) * 0x9e3779b1;
  hash ^= hash >>> 15;
  hash *= 0x85ebca6b;
  return hash ^ (hash >>> 13);
}
