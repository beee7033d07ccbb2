import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Of the fixtures: two seconds each, twelve of them. */
const SEGMENT_MS = 2_000;
const SEGMENTS = 12;
const WINDOW = 15;
const PACKET = 188;
const FIXTURES = join(process.cwd(), 'test/simulators/fixtures/hls');
/** What a programme map calls H.264 and MPEG-2 pictures (ISO 13818-1, table 2-34). */
const AVC = 0x1b;
const MPEG2 = 0x02;
/** Stream number of the other encoder's pictures. */
const CHANGED_PID = 0x1fa;

/** One segment of a sliding playlist. */
interface Segment {
  readonly url: string;
  readonly wallMs: number;
  readonly isSeam: boolean;
}

/** A sliding playlist that ends at the wall clock. `segment`: what stands at a number counted from 1970. */
function sliding(nowMs: number, segment: (at: number) => Segment): string {
  const last = Math.floor(nowMs / SEGMENT_MS) - 1;
  const first = last - WINDOW + 1;
  // Every segment counts as a seam before the window, as far as players care: the number only has to grow with them.
  const lines = ['#EXTM3U', '#EXT-X-VERSION:3', '#EXT-X-TARGETDURATION:2', `#EXT-X-MEDIA-SEQUENCE:${String(first)}`];
  let seams = 0;
  for (let at = first - SEGMENTS; at < first; at += 1) seams += segment(at).isSeam ? 1 : 0;
  lines.push(`#EXT-X-DISCONTINUITY-SEQUENCE:${String(seams === SEGMENTS ? first : Math.floor(first / SEGMENTS))}`);
  for (let at = first; at <= last; at += 1) {
    const { url, wallMs, isSeam } = segment(at);
    if (isSeam && at !== first) lines.push('#EXT-X-DISCONTINUITY');
    lines.push(`#EXT-X-PROGRAM-DATE-TIME:${new Date(wallMs).toISOString()}`, '#EXTINF:2.0,', url);
  }
  return `${lines.join('\n')}\n`;
}

function plain(mediaUrl: string, at: number): Segment {
  return { url: `${mediaUrl}/hls/live${String(at % SEGMENTS)}.ts`, wallMs: at * SEGMENT_MS, isSeam: at % SEGMENTS === 0 };
}

/** Live by a clock that is `skewMs` ahead of ours. */
export function skewedPlaylist(mediaUrl: string, nowMs: number, skewMs: number): string {
  return sliding(nowMs, (at) => ({ ...plain(mediaUrl, at), wallMs: at * SEGMENT_MS + skewMs }));
}

/** Live in which the time of the picture jumps after every segment, forth and back. */
export function seamedPlaylist(mediaUrl: string, nowMs: number): string {
  return sliding(nowMs, (at) => ({ ...plain(mediaUrl, (at * 5) % SEGMENTS), wallMs: at * SEGMENT_MS, isSeam: true }));
}

/** Live whose segments from `fromMs` on hold another codec; those are at `changedUrl`. */
export function changedPlaylist(mediaUrl: string, changedUrl: string, nowMs: number, fromMs: number): string {
  const first = Math.floor(fromMs / SEGMENT_MS);
  return sliding(nowMs, (at) => (at < first ? plain(mediaUrl, at) : { ...plain(changedUrl, at), isSeam: at === first || at % SEGMENTS === 0 }));
}

/**
 * A segment of the fixtures whose map says MPEG-2, under a number of its own, where H.264 was: what a set meets when an encoder is changed
 * under it. `null`: no such segment.
 */
export function changedSegment(name: string): Buffer | null {
  if (!/^live\d+\.ts$/.test(name)) return null;
  const bytes = Buffer.from(readFileSync(join(FIXTURES, name.replace('.ts', '.m2ts'))));
  let picture = -1;
  for (let at = 0; at + PACKET <= bytes.length; at += PACKET) {
    const head = bytes.readUInt16BE(at + 1);
    if ((head & 0x1fff) === picture) bytes.writeUInt16BE((head & 0xe000) | CHANGED_PID, at + 1);
    const isStart = (bytes.readUInt8(at + 1) & 0x40) !== 0;
    const hasOnlyPayload = ((bytes.readUInt8(at + 3) >> 4) & 3) === 1;
    const section = at + 5 + bytes.readUInt8(at + 4);
    // Table 2 is the programme map.
    if (!isStart || !hasOnlyPayload || bytes.readUInt8(section) !== 2) continue;
    const end = section + 3 + (bytes.readUInt16BE(section + 1) & 0xfff) - 4;
    let stream = section + 12 + (bytes.readUInt16BE(section + 10) & 0xfff);
    while (stream < end) {
      if (bytes.readUInt8(stream) === AVC) {
        const pid = bytes.readUInt16BE(stream + 1);
        picture = pid & 0x1fff;
        bytes.writeUInt8(MPEG2, stream);
        bytes.writeUInt16BE((pid & 0xe000) | CHANGED_PID, stream + 1);
      }
      stream += 5 + (bytes.readUInt16BE(stream + 3) & 0xfff);
    }
    bytes.writeUInt32BE(checksum(bytes.subarray(section, end)), end);
  }
  return bytes;
}

/** CRC-32/MPEG-2. */
function checksum(bytes: Buffer): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte << 24;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 0x80000000 ? (sum << 1) ^ 0x04c11db7 : sum << 1;
  }
  return sum >>> 0;
}
