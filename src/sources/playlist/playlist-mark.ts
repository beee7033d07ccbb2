import { READER_VERSION } from '#core/ingest';
import { fieldsOfJson, numberOf, textOf, textsOf } from '#core/wire';
import { NO_VALIDATORS, parseValidators } from '#sources/http';
import type { Validators } from '#sources/http';

/** What is remembered of a playlist between starts. */
export interface PlaylistMark extends Validators {
  /** Guides the list named; needed when the list itself has not changed. */
  readonly guideUrls: readonly string[];
  /** Revision of the stored catalogue; empty: not known. */
  readonly revision: string;
  /** How long the list was as it came, for the estimate of the next time; 0: not known. */
  readonly bytes: number;
}

/** Nothing remembered. */
export const NO_PLAYLIST_MARK: PlaylistMark = { ...NO_VALIDATORS, guideUrls: [], revision: '', bytes: 0 };

/** The mark as text, for the stored catalogue. */
export function formatPlaylistMark(mark: PlaylistMark): string {
  return JSON.stringify({ ...mark, reader: READER_VERSION });
}

/** Reads a mark; anything else is an empty one. Of one written by another reader only the guides are good. */
export function parsePlaylistMark(text: string): PlaylistMark {
  const fields = fieldsOfJson(text);
  if (fields === null) return NO_PLAYLIST_MARK;
  const guideUrls = textsOf(fields, 'guideUrls');
  const bytes = numberOf(fields, 'bytes', 0);
  if (numberOf(fields, 'reader', 0) !== READER_VERSION) return { ...NO_PLAYLIST_MARK, guideUrls, bytes };
  return { ...parseValidators(fields), guideUrls, bytes, revision: textOf(fields, 'revision') };
}
