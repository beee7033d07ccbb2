import { READER_VERSION } from '#core/ingest';
import type { ListedKind } from '#core/catalog';
import { asFields, fieldsOfJson, numberOf, textOf } from '#core/wire';
import { NO_VALIDATORS, parseValidators } from '#sources/http';
import type { Validators } from '#sources/http';

/** What is remembered of one list. */
export interface ListMark extends Validators {
  /** How long it was as it came, for the estimate of the next time; 0: not known. */
  readonly bytes: number;
}

/** What is remembered of a line's catalogue between starts. */
export interface XtreamMark {
  /** Revision of the stored catalogue, made of its content: few panels say that nothing changed. Empty: not known. */
  readonly revision: string;
  readonly lists: Readonly<Record<ListedKind, ListMark>>;
}

/** Nothing remembered of a list. */
export const NO_LIST_MARK: ListMark = { ...NO_VALIDATORS, bytes: 0 };

const NO_LISTS: XtreamMark['lists'] = { channel: NO_LIST_MARK, movie: NO_LIST_MARK, series: NO_LIST_MARK };

/** The mark as text, for the stored catalogue. */
export function formatXtreamMark(mark: XtreamMark): string {
  return JSON.stringify({ ...mark, reader: READER_VERSION });
}

function parseList(value: unknown): ListMark {
  const fields = asFields(value);
  return fields === null ? NO_LIST_MARK : { ...parseValidators(value), bytes: numberOf(fields, 'bytes', 0) };
}

/** Reads a mark; anything else, and one written by another reader, is an empty one. */
export function parseXtreamMark(text: string): XtreamMark {
  const fields = fieldsOfJson(text);
  if (fields === null || numberOf(fields, 'reader', 0) !== READER_VERSION) return { revision: '', lists: NO_LISTS };
  const lists = asFields(fields['lists']) ?? {};
  return {
    revision: textOf(fields, 'revision'),
    lists: { channel: parseList(lists['channel']), movie: parseList(lists['movie']), series: parseList(lists['series']) },
  };
}
