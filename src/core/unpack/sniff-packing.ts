import { createInflater } from './inflater';
import type { Packing } from './unpack-contract';

/** Bytes after which a verdict is certain. */
export const SNIFF_BYTES = 64;
/** Packings that are told apart and not unpacked. */
export type ForeignPacking = 'xz' | 'zip' | 'bzip2' | 'zstd' | 'rar' | '7z' | 'compress';

/** Beginnings of files nothing here unpacks. */
const FOREIGN: readonly (readonly [name: ForeignPacking, magic: readonly number[]])[] = [
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a]], ['zip', [0x50, 0x4b, 0x03, 0x04]], ['bzip2', [0x42, 0x5a, 0x68]], ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['rar', [0x52, 0x61, 0x72, 0x21, 0x1a]], ['7z', [0x37, 0x7a, 0xbc, 0xaf]], ['compress', [0x1f, 0x9d]],
];

/** What playlists, guides and JSON begin with: blanks, `"`, `#`, `<`, `[`, `{`, byte order marks, UTF-16. */
const PLAIN_STARTS: readonly number[] = [0x09, 0x0a, 0x0d, 0x20, 0x22, 0x23, 0x3c, 0x5b, 0x7b, 0xef, 0xfe, 0xff, 0x00];

/** So many bytes of text do not come out of anything else by chance. */
const LEAST_TEXT = 16;

/** -1: differs, 0: agrees so far, 1: agrees. */
function agrees(head: Uint8Array, magic: readonly number[]): -1 | 0 | 1 {
  for (let at = 0; at < magic.length; at += 1) {
    if (at >= head.length) return 0;
    if (head[at] !== magic[at]) return -1;
  }
  return 1;
}

/** Whether the bytes are raw deflate of a text: nothing marks such files, so they are tried. */
function isDeflatedText(head: Uint8Array): boolean {
  const text: number[] = [];
  const inflater = createInflater((chunk) => {
    for (let at = 0; at < chunk.length && text.length < LEAST_TEXT; at += 1) text.push(chunk[at] ?? 0);
  });
  try {
    inflater.push(head, 0);
  } catch {
    // Anything else than deflate fails within a few bytes.
    return false;
  }
  if (PLAIN_STARTS.indexOf(text[0] ?? -1) < 0 || (text.length < LEAST_TEXT && !inflater.isDone)) return false;
  return text.every((byte) => byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d));
}

/**
 * What the first bytes of a file say: a packing, a foreign one, or `null` while more bytes are needed. `isAll`: there will be none. RFC 1952 section
 * 2.3.1, RFC 1950 section 2.2; xz file format 2.1.1.1; PKWARE APPNOTE 4.3.7; RFC 8878 section 3.1.1.
 */
export function sniffPacking(head: Uint8Array, isAll: boolean): Packing | ForeignPacking | null {
  const [first = 0x20, second] = head;
  if (PLAIN_STARTS.indexOf(first) >= 0) return 'plain';
  let isOpen = false;
  for (const [name, magic] of FOREIGN) {
    const verdict = agrees(head, magic);
    if (verdict === 1) return name;
    isOpen = isOpen || verdict === 0;
  }
  if (isOpen && !isAll) return null;
  if (first === 0x1f || first === 0x78) {
    if (second === undefined) return isAll ? 'plain' : null;
    if (first === 0x1f) return second === 0x8b ? 'gzip' : 'plain';
    if ((first * 256 + second) % 31 === 0 && (second & 0x20) === 0) return 'zlib';
  }
  if (head.length < SNIFF_BYTES && !isAll) return null;
  return isDeflatedText(head) ? 'deflate' : 'plain';
}
