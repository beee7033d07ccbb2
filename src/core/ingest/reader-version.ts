/**
 * Raise it when the same bytes give another catalogue or guide than before: what is stored is then read again although the server says that
 * nothing changed.
 */
export const READER_VERSION = 1;
