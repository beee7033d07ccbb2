import type { AddressShape } from '../text';
import { ASCII, isDigit, lower, startsWith } from './bytes';
import { M3U, PATH_FORM } from './m3u-contract';
import type { M3uEntry, StreamKind } from './m3u-contract';

/** What an extension says about its stream. */
export interface Container {
  /** Lower case, without dot. */
  readonly name: string;
  /** Nobody streams such files live. */
  readonly isFile: boolean;
  /** Mostly files; a few live streams end so too. */
  readonly isMostlyFile: boolean;
  readonly isAudio: boolean;
}

const FILE_ONLY = ['mkv', 'avi', 'm4v', 'divx', 'vob', 'rmvb', 'm2ts', 'iso'];
const MOSTLY_FILE = ['mp4', 'mov', 'wmv', 'flv', 'mpg', 'mpeg', 'webm', '3gp', 'ogm', 'ogv'];
const AUDIO = ['mp3', 'aac', 'ogg', 'oga', 'flac', 'm4a', 'opus', 'wma', 'pls'];
const LIVE = ['m3u8', 'm3u', 'ts', 'mpd', 'php', 'ism', 'f4m'];

/** Up to four letters as one number, so that no text has to be made to look an extension up. */
export function packName(name: string): number {
  let code = 0;
  for (let i = 0; i < name.length; i += 1) code = (code << 8) | name.charCodeAt(i);
  return code;
}

const CONTAINERS = new Map<number, Container>(
  [...FILE_ONLY, ...MOSTLY_FILE, ...AUDIO, ...LIVE].map((name) => [
    packName(name),
    { name, isFile: FILE_ONLY.indexOf(name) >= 0, isMostlyFile: MOSTLY_FILE.indexOf(name) >= 0, isAudio: AUDIO.indexOf(name) >= 0 },
  ]),
);

/** Extensions met lately. */
const RECENT = 16;

/** Finds containers; one per reader, since neighbouring rows mostly end in the same few ways. */
export class ContainerTable {
  private readonly codes = new Int32Array(RECENT);
  private readonly found: (Container | null)[] = Array.from({ length: RECENT }, () => null);

  /** What the extension of the path's last segment names; `null` for none or one that is no container. */
  of(bytes: Uint8Array, shape: AddressShape): Container | null {
    const { dot, pathEnd } = shape;
    if (dot < 0 || pathEnd - dot > 5) return null;
    let code = 0;
    for (let at = dot + 1; at < pathEnd; at += 1) code = (code << 8) | lower(bytes[at] ?? 0);
    return this.byCode(code);
  }

  /** The container whose name's lower-case letters, at most four, make up the number. */
  byCode(code: number): Container | null {
    const place = (code ^ (code >>> 12)) & (RECENT - 1);
    if (this.codes[place] !== code) {
      this.codes[place] = code;
      this.found[place] = CONTAINERS.get(code) ?? null;
    }
    return this.found[place] ?? null;
  }
}

/** What a path begins with: one of {@link PATH_FORM}. */
export function pathFormOf(bytes: Uint8Array, start: number, end: number): number {
  if (startsWith(bytes, start, end, '/live/')) return PATH_FORM.live;
  if (startsWith(bytes, start, end, '/series/')) return PATH_FORM.series;
  if (startsWith(bytes, start, end, '/movie/')) return PATH_FORM.movie;
  return startsWith(bytes, start, end, '/vod/') || startsWith(bytes, start, end, '/movies/') ? PATH_FORM.vod : PATH_FORM.other;
}

/** 1 for `s` and `S`, 2 for digits, between which episode marks are looked for. */
export const MARK_STARTS = new Uint8Array(256);
for (let digit = 0x30; digit <= 0x39; digit += 1) MARK_STARTS[digit] = 2;
MARK_STARTS[0x53] = 1;
MARK_STARTS[0x73] = 1;

/** Whether `S01E02`, `S1 E2` or `1x02` stands in the name. */
export function hasEpisodeMark(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i + 3 < end; i += 1) {
    const first = MARK_STARTS[bytes[i] ?? 0] ?? 0;
    if (first === 0) continue;
    let at = i + 1;
    if (first === 1) {
      if (!isDigit(bytes[at] ?? 0)) continue;
      while (at < end && isDigit(bytes[at] ?? 0)) at += 1;
      while (at < end && (bytes[at] === ASCII.space || bytes[at] === ASCII.dot || bytes[at] === ASCII.minus)) at += 1;
      if (lower(bytes[at] ?? 0) === 0x65 && at + 1 < end && isDigit(bytes[at + 1] ?? 0)) return true;
    } else {
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

const TVG_ID = 1 << M3U.tvgId;

/** Spans a guess is made from. */
export type KindEvidence = Pick<M3uEntry, 'pathForm' | 'container' | 'bytes' | 'nameStart' | 'nameEnd' | 'present' | 'groupBytes' | 'groupStart' | 'groupEnd' | 'durationSec'>;

/**
 * Guesses what a row is. `/live/`, `/movie/`, `/series/` in the path (Xtream) decide; then the extension: files nobody streams live are
 * films; `.mp4` and the like need one more hint (a running time, a year or an episode mark in the name, a group of films),
 * since live streams end so too. Everything else is live. `isVod`: `#EXT-X-PLAYLIST-TYPE:VOD` was said.
 */
export function guessKind(entry: KindEvidence, isVod: boolean): StreamKind {
  const { bytes, container, pathForm, nameStart, nameEnd } = entry;
  if (pathForm === PATH_FORM.live) return 'live';
  if (pathForm === PATH_FORM.series) return 'episode';
  if (pathForm === PATH_FORM.movie) return hasEpisodeMark(bytes, nameStart, nameEnd) ? 'episode' : 'movie';
  const isFile = container?.isFile === true;
  if (!isFile && container?.isMostlyFile !== true && !isVod) return 'live';
  if (hasEpisodeMark(bytes, nameStart, nameEnd)) return 'episode';
  if (isFile || isVod) return 'movie';
  // What has a guide is live.
  if ((entry.present & TVG_ID) !== 0) return 'live';
  const isMovie =
    entry.durationSec > 0 || pathForm === PATH_FORM.vod || hasYear(bytes, nameStart, nameEnd) || isVodGroup(entry.groupBytes, entry.groupStart, entry.groupEnd);
  return isMovie ? 'movie' : 'live';
}
