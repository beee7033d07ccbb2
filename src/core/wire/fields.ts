import { AppError, fail, ok } from '../base';
import type { Result } from '../base';

/** An object from outside whose fields nobody has judged yet. */
export type Fields = Readonly<Record<string, unknown>>;

/** `value` as an object, or `null` for anything else (arrays included). */
export function asFields(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
}

/** The object a JSON text holds; `null` for anything else. */
export function fieldsOfJson(text: string): Fields | null {
  try {
    return asFields(JSON.parse(text));
  } catch {
    return null;
  }
}

/** A text field; numbers are written out, anything else is `""`. */
export function textOf(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value === 'string') return value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : '';
}

/** A finite number field, or `fallback`. */
export function numberOf(fields: Fields, name: string, fallback: number): number {
  const value = fields[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : fallback;
}

/** True only for `true`. */
export function isTrue(fields: Fields, name: string): boolean {
  return fields[name] === true;
}

/** A list field; anything but an array is empty. */
export function listOf(fields: Fields, name: string): readonly unknown[] {
  const value = fields[name];
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

/** The texts of a list field; other entries are left out. */
export function textsOf(fields: Fields, name: string): readonly string[] {
  return listOf(fields, name).filter((entry): entry is string => typeof entry === 'string');
}

/** Every entry of a list that `parse` accepts, in order; a broken row does not spoil the others. */
export function rowsOf<T>(list: readonly unknown[], parse: (fields: Fields) => T | null): readonly T[] {
  const rows: T[] = [];
  for (const entry of list) {
    const fields = asFields(entry);
    const row = fields === null ? null : parse(fields);
    if (row !== null) rows.push(row);
  }
  return rows;
}

/** One of `allowed`, or `null`. */
export function oneOf<T extends string>(value: unknown, allowed: readonly T[]): T | null {
  for (const candidate of allowed) if (value === candidate) return candidate;
  return null;
}

/** The failing answer of every parse function: `source.malformed` with the name of what was expected. */
export function malformed(what: string): Result<never, AppError> {
  return fail(new AppError('source.malformed', { message: `not a ${what}`, facts: { what } }));
}

/** Judges `value` as an object and hands it to `parse`; `null` from it means malformed. */
export function parseObject<T>(value: unknown, what: string, parse: (fields: Fields) => T | null): Result<T, AppError> {
  const fields = asFields(value);
  const parsed = fields === null ? null : parse(fields);
  return parsed === null ? malformed(what) : ok(parsed);
}
