// Records and columns of rows.
import { archive, archiveCorrection, findArchive, listTemplate, ownTemplate } from './archives';
import { hasSign, isDigit, isSame, text, varint } from './bytes';
import {
  AUDIO, CATCHUP_SOURCE, CHANNEL, EPISODE, FIELD_ADDRESS, FIELD_CATCHUP, FIELD_CONTAINER, FIELD_CORRECTION, FIELD_DURATION, FIELD_GUIDE_KEY, FIELD_GUIDE_NAME,
  FIELD_NAME, FIELD_PICTURE, FIELD_TEMPLATE, FILE, FORM_LIVE, FORM_MOVIE, FORM_SERIES, GROUP_TITLE, MOSTLY_FILE, MOVIE, RADIO, SLASHES, TVG_CHNO, TVG_ID, TVG_LOGO, TVG_NAME,
} from './fields';
import { COLUMNS, COLUMN_COUNT, ENDS, INPUT, MAX_ROWS, RECORDS, RESULT } from './layout';
import { hasEpisodeMark, nameEnd, number, readEpisode, readYear, season, titleEnd, titleStart, year } from './names';
import { container, directory, duration, end, fileEnd, fileStart, lineName, nameStart, present, start } from './read-row';
import { writeId } from './row-id';
import { groupOf, logoAt, showOf } from './tables';

/** Why no more was read: a row is odd, it is not there as a whole, its show is new, or there is no room for more. */
export const ODD: i32 = 0;
export const CUT: i32 = 1;
export const NEW_SHOW: i32 = 2;
export const FULL: i32 = 3;
export const NEW_GROUP: i32 = 4;


/** Where records end, and how many rows there are. */
export let recordEnd: usize = RECORDS;
export let rows: i32 = 0;

/** Begins anew. */
export function beginBatch(): void {
  recordEnd = RECORDS;
  rows = 0;
}

/** Says why no more is read, and where the parts of the row lie that are new; `about`: the kind of the group, or the set of the show. */
function tell(reason: i32, about: i32): void {
  store<i32>(RESULT + 24, reason);
  store<u32>(RESULT + 28, <u32>(nameStart - INPUT));
  store<u32>(RESULT + 32, <u32>(nameEnd - INPUT));
  const hasLogo = (present & (1 << TVG_LOGO)) != 0;
  store<u32>(RESULT + 36, hasLogo ? <u32>(start(TVG_LOGO) - INPUT) : 0);
  store<u32>(RESULT + 40, hasLogo ? <u32>(end(TVG_LOGO) - INPUT) : 0);
  const hasGroup = (present & (1 << GROUP_TITLE)) != 0;
  store<u32>(RESULT + 44, hasGroup ? <u32>(start(GROUP_TITLE) - INPUT) : 0);
  store<u32>(RESULT + 48, hasGroup ? <u32>(end(GROUP_TITLE) - INPUT) : 0);
  store<i32>(RESULT + 52, about);
}

/** Makes a row of what was read; `false` if that takes more than is known. */
export function write(): bool {
  const form = load<i32>(directory + 8);
  let kind = CHANNEL;
  if (form == FORM_SERIES) kind = EPISODE;
  else if (form == FORM_MOVIE) kind = hasEpisodeMark(nameStart, lineName) ? EPISODE : MOVIE;
  else if (form != FORM_LIVE && (form != 0 || (flagsOf(container) & (FILE | MOSTLY_FILE)) != 0)) return false;
  const hasGroup = (present & (1 << GROUP_TITLE)) != 0;
  const groupText: usize = hasGroup ? start(GROUP_TITLE) : INPUT;
  const group = groupOf(groupText, hasGroup ? <i32>(end(GROUP_TITLE) - groupText) : 0, 0);
  const set = group == 0 ? -1 : load<i32>(group + 16 + <usize>(kind << 2)) - 1;
  if (set < 0) {
    tell(NEW_GROUP, kind);
    return false;
  }
  let logo: usize = 0;
  if ((present & (1 << TVG_LOGO)) != 0) {
    logo = logoAt(start(TVG_LOGO), end(TVG_LOGO));
    if (logo == 0 || hasSign(start(TVG_LOGO) + <usize>load<i32>(logo), end(TVG_LOGO), SLASHES)) return false;
  }
  const column = columnOf(kind);
  store<u32>(column, <u32>(recordEnd - RECORDS));
  store<i32>(column + 4 * 4 * MAX_ROWS, set);
  const flags = (load<i32>(group + 28) >> (kind << 1)) & 3;
  if (kind == CHANNEL) {
    if (!writeChannel(column, logo, flags)) return false;
  } else if (kind == MOVIE) {
    if (!writeMovie(column, logo, flags)) return false;
  } else if (!writeEpisode(column, logo, set)) return false;
  writeId(column, group);
  store<u32>(ENDS + <usize>(rows << 2), <u32>(recordEnd - RECORDS));
  rows += 1;
  store<i32>(RESULT + <usize>(kind << 2), load<i32>(RESULT + <usize>(kind << 2)) + 1);
  store<i32>(RESULT + 16, rows);
  return true;
}

// @ts-ignore: decorator
@inline
function flagsOf(place: usize): i32 {
  return place == 0 ? 0 : load<i32>(place + 8);
}

/** Where the next row of a kind goes in the first of its columns. */
// @ts-ignore: decorator
@inline
function columnOf(kind: i32): usize {
  return COLUMNS + <usize>((kind * COLUMN_COUNT * MAX_ROWS + load<i32>(RESULT + <usize>(kind << 2))) << 2);
}

/** Begins a record: its mask, name, address and picture; where it goes on. */
function opening(mask: i32, from: usize, to: usize, logo: usize): usize {
  let at = recordEnd;
  // The mask, its highest bits first.
  if (mask >= 0x4000) {
    store<u8>(at, (mask >> 14) | 0x80);
    at += 1;
  }
  if (mask >= 0x80) {
    store<u8>(at, ((mask >> 7) & 0x7f) | 0x80);
    at += 1;
  }
  store<u8>(at, mask & 0x7f);
  at += 1;
  if (to > from) at = text(at, from, to);
  at = text(varint(at, load<i32>(directory + 4)), fileStart, fileEnd);
  if (logo != 0) at = text(varint(at, load<i32>(logo + 4)), start(TVG_LOGO) + <usize>load<i32>(logo), end(TVG_LOGO));
  return at;
}

function writeChannel(column: usize, logo: usize, flags: i32): bool {
  if (!findArchive()) return false;
  const hasGuideName = (present & (1 << TVG_NAME)) != 0;
  const length = lineName - nameStart;
  const isNamed = !hasGuideName || (end(TVG_NAME) - start(TVG_NAME) == length && isSame(start(TVG_NAME), nameStart, <i32>length));
  let mask = FIELD_NAME | FIELD_ADDRESS | FIELD_GUIDE_KEY;
  if (logo != 0) mask |= FIELD_PICTURE;
  if (container != 0) mask |= FIELD_CONTAINER;
  if (!isNamed) mask |= FIELD_GUIDE_NAME;
  if (archive != 0) mask |= FIELD_CATCHUP;
  if (archive != 0 && (ownTemplate != 0 || listTemplate != 0)) mask |= FIELD_TEMPLATE;
  if (archive != 0 && archiveCorrection != 0) mask |= FIELD_CORRECTION;
  const channel = (present & (1 << TVG_CHNO)) != 0 ? channelNumber() : 0;
  let at = opening(mask, nameStart, lineName, logo);
  if ((present & (1 << TVG_ID)) != 0) at = text(at, start(TVG_ID), end(TVG_ID));
  else if (!isNamed) at = text(at, start(TVG_NAME), end(TVG_NAME));
  else {
    // The name stands for itself: a text of one byte.
    store<u16>(at, 0x1f01);
    at += 2;
  }
  if (container != 0) at = varint(at, load<i32>(container + 4));
  if (!isNamed) at = text(at, start(TVG_NAME), end(TVG_NAME));
  if (archive != 0) at = writeArchive(varint(at, archive));
  recordEnd = at;
  const kept: f32 = <f32>channel;
  if (Mathf.floor(kept) != kept) store<i32>(RESULT + 20, 1);
  store<f32>(column + 3 * 4 * MAX_ROWS, kept);
  store<i32>(column + 5 * 4 * MAX_ROWS, flags | ((flagsOf(container) & AUDIO) != 0 ? RADIO : 0));
  return true;
}

/** Writes the template and the correction of an archive. */
function writeArchive(from: usize): usize {
  let at = from;
  if (ownTemplate != 0) {
    at = text(varint(at, load<i32>(ownTemplate + 4)), start(CATCHUP_SOURCE) + <usize>load<i32>(ownTemplate), end(CATCHUP_SOURCE));
  } else if (listTemplate != 0) {
    at = varint(at, listTemplate);
    store<u8>(at, 0);
    at += 1;
  }
  return archiveCorrection != 0 ? varint(at, archiveCorrection) : at;
}

/** `tvg-chno` as a number, one decimal point or comma allowed; 0 for anything else. */
function channelNumber(): f64 {
  let value: f64 = 0;
  let scale: f64 = 0;
  const from = start(TVG_CHNO);
  const to = end(TVG_CHNO);
  for (let at = from; at < to; at += 1) {
    const byte = <i32>load<u8>(at);
    if (isDigit(byte)) {
      value = value * 10 + <f64>(byte - 0x30);
      scale *= 10;
    } else if ((byte == 0x2e || byte == 0x2c || byte == 0x2d) && scale == 0 && at > from) {
      scale = 1;
    } else {
      return 0;
    }
  }
  return scale > 1 ? value / scale : value;
}

function writeMovie(column: usize, logo: usize, flags: i32): bool {
  if (!readYear(nameStart, lineName)) return false;
  writeFile(nameStart, nameEnd, logo);
  store<i32>(column + 5 * 4 * MAX_ROWS, flags);
  store<i32>(column + 6 * 4 * MAX_ROWS, year);
  return true;
}

function writeEpisode(column: usize, logo: usize, set: i32): bool {
  if (!readEpisode(nameStart, lineName) || nameEnd == nameStart) return false;
  const show = showOf(nameStart, <i32>(nameEnd - nameStart), set);
  if (show < 0) {
    tell(NEW_SHOW, set);
    return false;
  }
  writeFile(titleStart, titleEnd, logo);
  store<f32>(column + 3 * 4 * MAX_ROWS, <f32>number);
  store<i32>(column + 4 * 4 * MAX_ROWS, show);
  store<i32>(column + 5 * 4 * MAX_ROWS, season);
  return true;
}

/** Writes what films and episodes have. */
function writeFile(from: usize, to: usize, logo: usize): void {
  let mask = FIELD_ADDRESS;
  if (to > from) mask |= FIELD_NAME;
  if (logo != 0) mask |= FIELD_PICTURE;
  if (container != 0) mask |= FIELD_CONTAINER;
  if (duration > 0) mask |= FIELD_DURATION;
  let at = opening(mask, from, to, logo);
  if (container != 0) at = varint(at, load<i32>(container + 4));
  if (duration > 0) at = varint(at, duration);
  recordEnd = at;
}
