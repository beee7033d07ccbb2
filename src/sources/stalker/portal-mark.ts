import { READER_VERSION } from '#core/ingest';

/** A portal says of nothing that it is unchanged: the mark is the content's own name. */
const MARK = `stalker.${String(READER_VERSION)}.`;

/** The mark of a catalogue with a revision. */
export function portalMark(revision: string): string {
  return MARK + revision;
}

/** The revision in a mark; empty for none, and for one of another reader. */
export function knownRevisionOf(mark: string): string {
  return mark.indexOf(MARK) === 0 ? mark.slice(MARK.length) : '';
}
