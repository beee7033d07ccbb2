import { ASCII, isDigit, lower, startsWith } from './bytes';
import type { StreamKind } from './m3u-contract';

/** What an address says about its stream. */
interface AddressHints {
  /** Where the path begins, behind the host. */
  readonly path: number;
  /** Lower-case extension without dot, `""` without one. */
  readonly extension: string;
}

/** Containers nobody streams live. */
const FILE_ONLY: ReadonlySet<string> = new Set(['mkv', 'avi', 'm4v', 'divx', 'vob', 'rmvb', 'm2ts', 'iso']);
/** Containers that are mostly files; a few live streams end so too. */
const MOSTLY_FILE: ReadonlySet<string> = new Set(['mp4', 'mov', 'wmv', 'flv', 'mpg', 'mpeg', 'webm', '3gp', 'ogm', 'ogv']);
const AUDIO: ReadonlySet<string> = new Set(['mp3', 'aac', 'ogg', 'oga', 'flac', 'm4a', 'opus', 'wma', 'pls']);
const LIVE: ReadonlySet<string> = new Set(['m3u8', 'm3u', 'ts', 'mpd', 'php', 'ism', 'f4m']);

/** Where the path begins in an address: behind `scheme://host`. */
function pathStart(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && at < start + 10 && bytes[at] !== ASCII.colon && bytes[at] !== ASCII.slash) at += 1;
  if (bytes[at] !== ASCII.colon || bytes[at + 1] !== ASCII.slash || bytes[at + 2] !== ASCII.slash) return start;
  at += 3;
  while (at < end && bytes[at] !== ASCII.slash) at += 1;
  return at;
}

/** The extension of the path's last segment, lower case; `""` for none or one longer than five letters. */
export function extensionOf(bytes: Uint8Array, start: number, end: number): string {
  let stop = start;
  while (stop < end && bytes[stop] !== ASCII.question && bytes[stop] !== ASCII.hash && bytes[stop] !== ASCII.pipe) stop += 1;
  let dot = stop - 1;
  while (dot >= start && stop - dot <= 6 && bytes[dot] !== ASCII.dot && bytes[dot] !== ASCII.slash) dot -= 1;
  if (dot < start || bytes[dot] !== ASCII.dot) return '';
  let extension = '';
  for (let i = dot + 1; i < stop; i += 1) extension += String.fromCharCode(lower(bytes[i] ?? 0));
  return extension;
}

/** Whether an extension names a media file or stream: makes a bare word an address. */
export function isMediaExtension(extension: string): boolean {
  return LIVE.has(extension) || FILE_ONLY.has(extension) || MOSTLY_FILE.has(extension) || AUDIO.has(extension);
}

/** Whether an extension is of sound only. */
export function isAudioExtension(extension: string): boolean {
  return AUDIO.has(extension);
}

/** Whether `S01E02`, `S1 E2` or `1x02` stands in the name. */
export function hasEpisodeMark(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i + 3 < end; i += 1) {
    const byte = lower(bytes[i] ?? 0);
    let at = i + 1;
    if (byte === 0x73 && isDigit(bytes[at] ?? 0)) {
      while (at < end && isDigit(bytes[at] ?? 0)) at += 1;
      while (at < end && (bytes[at] === ASCII.space || bytes[at] === ASCII.dot || bytes[at] === ASCII.minus)) at += 1;
      if (lower(bytes[at] ?? 0) === 0x65 && at + 1 < end && isDigit(bytes[at + 1] ?? 0)) return true;
    } else if (isDigit(byte)) {
      if (i > start && bytes[i - 1] !== ASCII.space) continue;
      while (at < end && isDigit(bytes[at] ?? 0)) at += 1;
      if (at - i <= 2 && lower(bytes[at] ?? 0) === 0x78 && at + 2 < end && isDigit(bytes[at + 1] ?? 0) && isDigit(bytes[at + 2] ?? 0)) return true;
    }
  }
  return false;
}

/** Whether `(1999)` stands in the name. */
function hasYear(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i + 5 < end; i += 1) {
    if (bytes[i] !== 0x28 || bytes[i + 5] !== 0x29) continue;
    const century = (bytes[i + 1] ?? 0) * 256 + (bytes[i + 2] ?? 0);
    if ((century === 0x3139 || century === 0x3230) && isDigit(bytes[i + 3] ?? 0) && isDigit(bytes[i + 4] ?? 0)) return true;
  }
  return false;
}

/** Whether a word of the group says that it holds films or series. */
function isVodGroup(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i += 1) {
    const byte = lower(bytes[i] ?? 0);
    if (byte === 0x76 && startsWith(bytes, i, end, 'vod')) return true;
    if (byte === 0x6d && startsWith(bytes, i, end, 'movie')) return true;
    if (byte === 0x66 && startsWith(bytes, i, end, 'film')) return true;
    if (byte === 0x63 && startsWith(bytes, i, end, 'cine')) return true;
    if (byte === 0x73 && (startsWith(bytes, i, end, 'serie') || startsWith(bytes, i, end, 'serial'))) return true;
  }
  return false;
}

function hintsOf(bytes: Uint8Array, start: number, end: number): AddressHints {
  return { path: pathStart(bytes, start, end), extension: extensionOf(bytes, start, end) };
}

/** Spans a guess is made from; all in one array except the group. */
export interface KindEvidence {
  readonly bytes: Uint8Array;
  readonly urlStart: number;
  readonly urlEnd: number;
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly groupBytes: Uint8Array;
  readonly groupStart: number;
  readonly groupEnd: number;
  readonly durationSec: number;
  readonly hasGuideId: boolean;
  /** `#EXT-X-PLAYLIST-TYPE:VOD` was said. */
  readonly isVod: boolean;
}

/**
 * Guesses what a row is. `/live/`, `/movie/`, `/series/` in the path (Xtream) decide; then the extension: files nobody streams live are
 * films; `.mp4` and the like need one more hint (a running time, a year or an episode mark in the name, a group of films),
 * since live streams end so too. Everything else is live.
 */
export function guessKind(evidence: KindEvidence): StreamKind {
  const { bytes, urlStart, urlEnd, nameStart, nameEnd } = evidence;
  const { path, extension } = hintsOf(bytes, urlStart, urlEnd);
  if (startsWith(bytes, path, urlEnd, '/live/')) return 'live';
  if (startsWith(bytes, path, urlEnd, '/series/')) return 'episode';
  if (startsWith(bytes, path, urlEnd, '/movie/')) return hasEpisodeMark(bytes, nameStart, nameEnd) ? 'episode' : 'movie';
  const isFile = FILE_ONLY.has(extension);
  if (!isFile && !MOSTLY_FILE.has(extension) && !evidence.isVod) return 'live';
  const isEpisode = hasEpisodeMark(bytes, nameStart, nameEnd);
  if (isEpisode) return 'episode';
  if (isFile || evidence.isVod) return 'movie';
  if (evidence.hasGuideId) return 'live';
  const isMovie =
    evidence.durationSec > 0 ||
    startsWith(bytes, path, urlEnd, '/vod/') ||
    startsWith(bytes, path, urlEnd, '/movies/') ||
    hasYear(bytes, nameStart, nameEnd) ||
    isVodGroup(evidence.groupBytes, evidence.groupStart, evidence.groupEnd);
  return isMovie ? 'movie' : 'live';
}
