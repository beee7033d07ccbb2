import type { AppError, Result } from '../base';
import { asFields, isTrue, listOf, numberOf, oneOf, parseObject, rowsOf, textOf } from './fields';
import type { Fields } from './fields';
import type { WireCompanion, WireLetter, WireLetters, WireLineupEdit, WirePhoneLetter, WirePlatformLetter, WireTimeAnswer, WireTimeRequest } from './wire-companion';

/** Longer texts are cut: no field of the app holds more. */
const MOST_TEXT = 2000;
const MOST_ADDRESS = 4000;

function cut(fields: Fields, name: string, most = MOST_TEXT): string {
  return textOf(fields, name).slice(0, most);
}

/** Judges what the set shows to be paired with. */
export function parseWireCompanion(value: unknown): Result<WireCompanion, AppError> {
  return parseObject(value, 'companion', (fields) => {
    const needed = { id: textOf(fields, 'id'), secret: textOf(fields, 'secret'), code: textOf(fields, 'code'), pin: textOf(fields, 'pin'), qrUrl: textOf(fields, 'qrUrl') };
    if (Object.values(needed).some((text) => text === '')) return null;
    return { ...needed, shortUrl: textOf(fields, 'shortUrl'), lifetimeMs: Math.max(1, numberOf(fields, 'lifetimeMs', 1)) };
  });
}

function letter(fields: Fields): WireLetter | null {
  const from = oneOf(fields['from'], ['phone', 'platform'] as const);
  const number = numberOf(fields, 'number', -1);
  return from === null || number < 0 ? null : { number, from, body: fields['body'] };
}

/** Judges an answer with letters; what is no letter is left out. */
export function parseWireLetters(value: unknown): Result<WireLetters, AppError> {
  return parseObject(value, 'letters', (fields) => ({ letters: rowsOf(listOf(fields, 'letters'), letter) }));
}

/** Judges what the platform tells; `null` for what this version does not know. */
export function parsePlatformLetter(value: unknown): WirePlatformLetter | null {
  const fields = asFields(value);
  switch (fields?.['kind']) {
    case 'joined':
      return { kind: 'joined', name: cut(fields, 'name', 80), isTakeover: isTrue(fields, 'isTakeover') };
    case 'left':
    case 'guessed':
      return { kind: fields['kind'] };
    case 'file':
      return { kind: 'file', file: textOf(fields, 'file'), name: cut(fields, 'name', 120), bytes: numberOf(fields, 'bytes', -1) };
    default:
      return null;
  }
}

function parseEdit(value: unknown): WireLineupEdit | null {
  const fields = asFields(value);
  if (fields === null) return null;
  const key = textOf(fields, 'key');
  const group = textOf(fields, 'group');
  switch (fields['op']) {
    case 'hide':
    case 'show':
    case 'favourite':
      return { op: fields['op'], key };
    case 'rename':
      return { op: 'rename', key, name: cut(fields, 'name', 120) };
    case 'move': {
      const place = oneOf(fields['place'], ['top', 'up', 'down', 'bottom'] as const);
      return place === null ? null : { op: 'move', key, group, place };
    }
    case 'hide-group':
    case 'show-group':
      return { op: fields['op'], group };
    case 'rename-group':
      return { op: 'rename-group', group, name: cut(fields, 'name', 120) };
    case 'undo':
      return { op: 'undo' };
    default:
      return null;
  }
}

/** Judges what a phone tells; `null` for anything else. */
export function parsePhoneLetter(value: unknown): WirePhoneLetter | null {
  const fields = asFields(value);
  if (fields === null) return null;
  const id = numberOf(fields, 'id', 0);
  switch (fields['kind']) {
    case 'hello':
      return { kind: 'hello' };
    case 'key':
      return { kind: 'key', key: cut(fields, 'key', 20) };
    case 'text':
      return { kind: 'text', field: textOf(fields, 'field'), value: cut(fields, 'value') };
    case 'done':
      return { kind: 'done', field: textOf(fields, 'field') };
    case 'playlist':
      return { kind: 'playlist', id, address: cut(fields, 'address', MOST_ADDRESS), name: cut(fields, 'name', 120) };
    case 'groups':
      return { kind: 'groups', id };
    case 'channels':
      return { kind: 'channels', id, group: textOf(fields, 'group'), from: Math.max(0, Math.floor(numberOf(fields, 'from', 0))) };
    case 'edit': {
      const edit = parseEdit(fields['edit']);
      return edit === null ? null : { kind: 'edit', id, edit };
    }
    case 'time':
      return { kind: 'time', id, request: textOf(fields, 'request'), minutes: numberOf(fields, 'minutes', 0), pin: cut(fields, 'pin', 8) };
    case 'part':
      return { kind: 'part', part: Math.floor(numberOf(fields, 'part', -1)) };
    case 'traded':
      return { kind: 'traded' };
    default:
      return null;
  }
}

/** Judges a request for more time. */
export function parseWireTimeRequest(value: unknown): Result<WireTimeRequest, AppError> {
  return parseObject(value, 'time request', (fields) => {
    const id = textOf(fields, 'id');
    const qrUrl = textOf(fields, 'qrUrl');
    if (id === '' || qrUrl === '') return null;
    return { id, code: textOf(fields, 'code'), shortUrl: textOf(fields, 'shortUrl'), qrUrl, lifetimeMs: Math.max(1, numberOf(fields, 'lifetimeMs', 1)) };
  });
}

/** The longest time that is granted at once, minutes. */
export const MOST_GRANTED_MINUTES = 60;

/** Judges what a parent said. Nobody is given more than {@link MOST_GRANTED_MINUTES}. */
export function parseWireTimeAnswer(value: unknown): Result<WireTimeAnswer, AppError> {
  return parseObject(value, 'time answer', (fields): WireTimeAnswer | null => {
    const kind = oneOf(fields['kind'], ['open', 'granted', 'refused', 'over'] as const);
    if (kind !== 'granted') return kind === null ? null : { kind };
    const minutes = Math.floor(numberOf(fields, 'minutes', 0));
    return minutes > 0 && minutes <= MOST_GRANTED_MINUTES ? { kind, minutes } : null;
  });
}
