import { unzipSync, zipSync, type Zippable } from 'fflate';
import { sortFiles, type PackageFile } from '../scripts/packaging';

/** "Made by" of a zip entry whose attributes hold Unix modes. */
const UNIX = 3;
/** A regular file everybody may read: unpackers that honour modes would else make unreadable ones. */
const READABLE_FILE = (0o100644 << 16) >>> 0;

/**
 * Zips files into a package: sorted, deflated by the same code on every machine, one fixed date. Zip keeps local time
 * without a zone, so noon of the UTC day is written as if it were local: no zone skips noon, and the bytes are the same
 * everywhere.
 */
export function zipPackage(files: readonly PackageFile[], timeSec: number): Uint8Array {
  const utc = new Date(timeSec * 1000);
  const mtime = new Date(utc.getUTCFullYear(), utc.getUTCMonth(), utc.getUTCDate(), 12);
  const entries: Zippable = {};
  for (const file of sortFiles(files)) {
    entries[file.path] = [file.bytes, { level: isPacked(file.path) ? 0 : 9, mtime, os: UNIX, attrs: READABLE_FILE }];
  }
  return zipSync(entries);
}

/** Deflating what is compressed already costs time on the television and saves nothing. */
function isPacked(path: string): boolean {
  return /\.(png|jpe?g|webp|woff2|mp4|m4s|aac|gz)$/.test(path);
}

/** The files of a package, sorted; throws fflate's error when the bytes are not a zip. Entries of folders are left out. */
export function unzipPackage(bytes: Uint8Array): PackageFile[] {
  const entries = Object.entries(unzipSync(bytes)).map(([path, content]) => ({ path, bytes: content }));
  return sortFiles(entries.filter((file) => !(file.path.endsWith('/') && file.bytes.length === 0)));
}
