/** Segments that are left: Shaka begins three before the end, and asks the one in the middle for its codecs. Of five these are the same one. */
const KEPT = 5;
/** A longer list is there to be rewound. */
const MOST_SEC = 75;
const SEQUENCE = /^#EXT-X-MEDIA-SEQUENCE:\s*(\d+)\s*$/;
const SEAMS = /^#EXT-X-DISCONTINUITY-SEQUENCE:\s*(\d+)\s*$/;
const SEAM = /^#EXT-X-DISCONTINUITY\s*$/;
const TIME = /^#EXT-X-PROGRAM-DATE-TIME:\s*(.+?)\s*$/;
const DURATION = /^#EXTINF:\s*(\d+(?:\.\d+)?)/;
/** Lists that end, that have lists in them, whose segments come in parts or lean on the one before: those are left as they are. */
const NOT_PLAIN = /^#EXT-X-(?:ENDLIST|PLAYLIST-TYPE|STREAM-INF|MEDIA:|I-FRAMES-ONLY|PART|SERVER-CONTROL|SKIP|BYTERANGE|GAP|DATERANGE|CUE)/m;

interface Segment {
  /** Its tags and its address. */
  readonly lines: readonly string[];
  readonly durationSec: number;
  /** When it was broadcast, if the list says so of this one. */
  readonly wallMs: number | null;
  /** Its clocks begin anew. */
  readonly isSeam: boolean;
}

interface LiveList {
  readonly header: readonly string[];
  readonly sequence: number;
  /** Seams before its first segment. */
  readonly seams: number;
  readonly segments: readonly Segment[];
  /** What stands behind the last segment. */
  readonly rest: readonly string[];
  /** It slides and is nothing else. */
  readonly isPlain: boolean;
}

/** A list of segments, else `null`. Source: RFC 8216 4.3. */
function readList(text: string): LiveList | null {
  if (!/^(?:\ufeff)?#EXTM3U/.test(text)) return null;
  const header: string[] = [];
  const segments: Segment[] = [];
  let isPlain = !NOT_PLAIN.test(text);
  let [sequence, seams] = [-1, 0];
  let tags: string[] = [];
  let [durationSec, wallMs, isSeam]: [number, number | null, boolean] = [-1, null, false];
  for (const line of text.split(/\r\n|\n/)) {
    if (line.trim() === '') continue;
    if (line.charAt(0) !== '#') {
      if (durationSec < 0) return null;
      segments.push({ lines: tags.concat(line), durationSec, wallMs, isSeam });
      [tags, durationSec, wallMs, isSeam] = [[], -1, null, false];
      continue;
    }
    const [, number] = SEQUENCE.exec(line) ?? [];
    const [, before] = SEAMS.exec(line) ?? [];
    const [, wall] = TIME.exec(line) ?? [];
    const [, seconds] = DURATION.exec(line) ?? [];
    if (number !== undefined) sequence = Number(number);
    if (before !== undefined) seams = Number(before);
    if (wall !== undefined) wallMs = Date.parse(wall);
    if (seconds !== undefined) durationSec = Number(seconds);
    const hasSeam = SEAM.test(line);
    isSeam = isSeam || hasSeam;
    const isOfSegment = wall !== undefined || seconds !== undefined || hasSeam;
    // What stands before the first segment holds for all; a key in the middle of a list does not.
    if (!isOfSegment && segments.length === 0 && tags.length === 0) header.push(line);
    else tags.push(line);
    isPlain = isPlain && (isOfSegment || header.indexOf(line) !== -1 || line.indexOf('#EXT') !== 0);
  }
  const isRead = sequence >= 0 && segments.every((segment) => segment.wallMs === null || !isNaN(segment.wallMs));
  return isRead ? { header, sequence, seams, segments, rest: tags, isPlain } : null;
}

function withoutFirst(list: LiveList, count: number): string {
  let { seams } = list;
  let wallMs: number | null = null;
  for (const segment of list.segments.slice(0, count)) {
    const ownMs: number | null = segment.wallMs ?? wallMs;
    wallMs = ownMs === null ? null : ownMs + 1000 * segment.durationSec;
    if (segment.isSeam) seams += 1;
  }
  const kept = list.segments.slice(count);
  const clock = wallMs === null || kept[0]?.wallMs !== null ? [] : [`#EXT-X-PROGRAM-DATE-TIME:${new Date(Math.round(wallMs)).toISOString()}`];
  const numbers = [`#EXT-X-MEDIA-SEQUENCE:${String(list.sequence + count)}`].concat(seams > 0 ? `#EXT-X-DISCONTINUITY-SEQUENCE:${String(seams)}` : []);
  const others = list.header.filter((line) => !SEQUENCE.test(line) && !SEAMS.test(line));
  return `${others.concat(numbers, clock, ...kept.map(({ lines }) => lines), list.rest).join('\n')}\n`;
}

/**
 * The answers for one live stream's list. A list that stands alone says nothing of its codecs, and Shaka fetches a whole segment from its middle to learn them, then the one it
 * begins with: without the oldest segments of a short list they are one, and the picture waits for half as many bytes. The same segments are left out of every later answer, so
 * that the list has one beginning.
 */
export class ShortLiveList {
  /** Number of the first segment that is left; `null` before the first answer, -1 where nothing is left out. */
  private from: number | null = null;

  /** Nothing will ever be left out: no answer need be looked at. */
  get isLeft(): boolean {
    return this.from === -1;
  }

  /** What Shaka is to read instead of an answer; `null`: the answer as it is. */
  shorten(text: string): string | null {
    if (this.isLeft) return null;
    const list = readList(text);
    if (list === null) {
      this.from ??= -1;
      return null;
    }
    const { segments, sequence } = list;
    const totalSec = segments.reduce((sum, { durationSec }) => sum + durationSec, 0);
    // Later answers begin there, whatever else they hold by then.
    this.from ??= list.isPlain && segments.length > KEPT && totalSec <= MOST_SEC ? sequence + segments.length - KEPT : -1;
    const count = this.from - sequence;
    return this.from !== -1 && count > 0 && count < segments.length ? withoutFirst(list, count) : null;
  }
}
