/** A list shorter than this is read before anybody could look at a preview: some thousand rows. */
const LONG_BYTES = 768 * 1024;
/** First rows are there before 5 % is read. */
const SHARE = 0.04;
/** About 1,500 rows: more than a screen shows before the rest is there. */
const MOST_BYTES = 256 * 1024;

/** What is left until a preview that does not come. */
export const NO_PREVIEW = Infinity;

/** Bytes of a list that make its preview. A list of unknown length is taken for a long one. */
export function previewBytes(lengthBytes: number): number {
  if (lengthBytes < 0) return MOST_BYTES;
  return lengthBytes < LONG_BYTES ? NO_PREVIEW : Math.min(MOST_BYTES, Math.floor(lengthBytes * SHARE));
}

/** Whether `leftBytes` of {@link previewBytes} are read. */
export function isPreviewDue(leftBytes: number): boolean {
  return leftBytes <= 0;
}
