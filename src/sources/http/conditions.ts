import { asFields, textOf } from '#core/wire';
import type { HttpResponse } from '#ports';

/** What a server gave to ask "is it still the same?" with (RFC 9110 section 13); empty texts: nothing. */
export interface Validators {
  readonly etag: string;
  readonly lastModified: string;
}

/** Nothing to ask with. */
export const NO_VALIDATORS: Validators = { etag: '', lastModified: '' };

/** What an answer gives to ask with next time. */
export function validatorsOf(response: Pick<HttpResponse, 'header'>): Validators {
  return { etag: response.header('etag') ?? '', lastModified: response.header('last-modified') ?? '' };
}

/** The headers of a request for "only if it changed"; none without validators. */
export function conditionHeaders(known: Validators): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  if (known.etag !== '') headers['if-none-match'] = known.etag;
  if (known.lastModified !== '') headers['if-modified-since'] = known.lastModified;
  return headers;
}

/** Reads validators that were stored; anything else is none. */
export function parseValidators(value: unknown): Validators {
  const fields = asFields(value);
  return fields === null ? NO_VALIDATORS : { etag: textOf(fields, 'etag'), lastModified: textOf(fields, 'lastModified') };
}
