// @ts-check
/** @param {number} bytes */
function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

/** How many files are named one by one; an app has a hundred parts, which would hide what whoever starts it has to read. */
const MOST_NAMED = 6;

/**
 * Files with their sizes, in one line that can be read.
 * @param {Record<string, { rawBytes: number, gzipBytes: number }>} sizes
 */
export function formatSizes(sizes) {
  const entries = Object.entries(sizes);
  const named = entries.length > MOST_NAMED ? entries.slice(0, 1) : entries;
  const rest = entries.slice(named.length);
  const texts = named.map(([file, size]) => `${file} ${kilobytes(size.rawBytes)} (${kilobytes(size.gzipBytes)} gzip)`);
  if (rest.length > 0) texts.push(`and ${String(rest.length)} parts of ${kilobytes(rest.reduce((sum, [, size]) => sum + size.rawBytes, 0))}`);
  return texts.join(', ');
}
