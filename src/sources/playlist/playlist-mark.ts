import { asFields, textOf, textsOf } from '#core/wire';

/** What is remembered of a playlist between starts. */
export interface PlaylistMark {
  readonly etag: string;
  readonly lastModified: string;
  /** Guides the list named; needed when the list itself has not changed. */
  readonly guideUrls: readonly string[];
}

/** The mark as text, for the stored catalogue. */
export function formatPlaylistMark(mark: PlaylistMark): string {
  return JSON.stringify(mark);
}

/** Reads a mark; anything else is an empty one. */
export function parsePlaylistMark(text: string): PlaylistMark {
  const none: PlaylistMark = { etag: '', lastModified: '', guideUrls: [] };
  if (text === '') return none;
  try {
    const fields = asFields(JSON.parse(text) as unknown);
    return fields === null
      ? none
      : { etag: textOf(fields, 'etag'), lastModified: textOf(fields, 'lastModified'), guideUrls: textsOf(fields, 'guideUrls') };
  } catch (error) {
    if (error instanceof SyntaxError) return none;
    throw error;
  }
}
