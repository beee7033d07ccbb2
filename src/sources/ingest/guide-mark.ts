import { encodeUtf8, hashWords } from '#core/text';
import { fieldsOfJson, numberOf, textOf } from '#core/wire';
import { parseValidators } from '#sources/http';
import type { Validators } from '#sources/http';

/** What is remembered of a stored guide file. */
export interface GuideMark extends Validators {
  /** Names the address without telling it: addresses hold credentials. */
  readonly address: string;
  /** Revision of the catalogue whose channels were kept. */
  readonly catalog: string;
  /** How long it was as it came, for the estimate of the next time. */
  readonly bytes: number;
}

/** A name for an address. */
export function addressName(url: string): string {
  return hashWords(encodeUtf8(url)).toString(36);
}

/** The mark as text. */
export function formatGuideMark(mark: GuideMark): string {
  return JSON.stringify(mark);
}

/** Reads a mark; `null` for anything else. */
export function parseGuideMark(text: string): GuideMark | null {
  const fields = fieldsOfJson(text);
  if (fields === null) return null;
  return { ...parseValidators(fields), address: textOf(fields, 'address'), catalog: textOf(fields, 'catalog'), bytes: numberOf(fields, 'bytes', 0) };
}
