/** A track of a channel that is recorded: its picture with or without sound, or one more sound. */
export interface HlsTrack {
  readonly url: string;
  readonly kind: 'main' | 'audio';
  readonly name: string;
  readonly language: string;
  readonly isDefault: boolean;
}

/** What a top playlist says of the best there is to record. */
export interface HlsMaster {
  /** The main one first. */
  readonly tracks: readonly HlsTrack[];
  /** Attributes players want to know of the main track: bits per second, codecs, resolution. 0 and empty where nothing is said. */
  readonly bandwidth: number;
  readonly codecs: string;
  readonly resolution: string;
}

/** Part of a file; `null`: all of it. */
export interface HlsRange {
  readonly start: number;
  readonly end: number;
}

/** A key of encrypted segments; `url` is empty where nobody outside a licence system has it. */
export interface HlsKey {
  readonly method: string;
  readonly url: string;
  /** `0x…`; empty: the segment's number. */
  readonly iv: string;
}

/** A segment as a playlist lists it. */
export interface HlsSegment {
  readonly sequence: number;
  readonly url: string;
  readonly range: HlsRange | null;
  readonly durationMs: number;
  /** Wall clock; -1 where the playlist has none. */
  readonly atMs: number;
  readonly isBreak: boolean;
  readonly map: { readonly url: string; readonly range: HlsRange | null } | null;
  readonly key: HlsKey | null;
}

/** The segments of one track. */
export interface HlsMedia {
  readonly segments: readonly HlsSegment[];
  readonly targetMs: number;
  readonly isOver: boolean;
}

type Attributes = ReadonlyMap<string, string>;

const ATTRIBUTE = /([A-Z0-9-]+)=("[^"]*"|[^",]*)/g;

function attributesOf(line: string): Attributes {
  const list = new Map<string, string>();
  for (const [, name = '', value = ''] of line.slice(line.indexOf(':') + 1).matchAll(ATTRIBUTE)) list.set(name, value.replace(/^"|"$/g, ''));
  return list;
}

function absolute(address: string, base: string): string {
  return URL.canParse(address, base) ? new URL(address, base).href : '';
}

function linesOf(text: string): readonly string[] {
  return text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/).map((line) => line.trim());
}

/** Whether a text is a playlist of HLS. */
export function isHls(text: string): boolean {
  return text.replace(/^\ufeff/, '').trimStart().startsWith('#EXTM3U');
}

/** The best picture a top playlist offers, with all its sounds; a playlist of segments is its own only track. */
export function readMaster(text: string, base: string): HlsMaster {
  const lines = linesOf(text);
  const variants: { readonly attributes: Attributes; readonly url: string }[] = [];
  lines.forEach((line, at) => {
    if (!line.startsWith('#EXT-X-STREAM-INF:')) return;
    const address = lines.slice(at + 1).find((next) => next !== '' && !next.startsWith('#')) ?? '';
    const url = absolute(address, base);
    if (url !== '') variants.push({ attributes: attributesOf(line), url });
  });
  const width = ({ attributes }: { readonly attributes: Attributes }): number => Number(attributes.get('BANDWIDTH') ?? 0) || 0;
  const best = variants.reduce<(typeof variants)[number] | null>((top, each) => (top === null || width(each) > width(top) ? each : top), null);
  const main = { url: best?.url ?? base, kind: 'main', name: '', language: '', isDefault: true } as const;
  const group = best?.attributes.get('AUDIO') ?? '';
  const sounds = lines.filter((line) => line.startsWith('#EXT-X-MEDIA:')).map(attributesOf)
    .filter((media) => media.get('TYPE') === 'AUDIO' && media.get('GROUP-ID') === group && (media.get('URI') ?? '') !== '')
    .map((media): HlsTrack => ({
      url: absolute(media.get('URI') ?? '', base), kind: 'audio', name: media.get('NAME') ?? '', language: media.get('LANGUAGE') ?? '', isDefault: media.get('DEFAULT') === 'YES',
    }));
  return {
    tracks: [main, ...sounds.filter((track) => track.url !== '')],
    bandwidth: best === null ? 0 : width(best),
    codecs: best?.attributes.get('CODECS') ?? '',
    resolution: best?.attributes.get('RESOLUTION') ?? '',
  };
}

/** `length@offset`, the offset of the first left out where it follows on `after`. */
function rangeOf(text: string, after: number): HlsRange | null {
  const [, length, offset] = /^(\d{1,12})(?:@(\d{1,15}))?$/.exec(text) ?? [];
  if (length === undefined) return null;
  const start = offset === undefined ? after : Number(offset);
  return { start, end: start + Number(length) - 1 };
}

function keyOf(line: string, base: string): HlsKey | null {
  const attributes = attributesOf(line);
  const method = attributes.get('METHOD') ?? 'NONE';
  if (method === 'NONE') return null;
  const isPlain = method === 'AES-128' && (attributes.get('KEYFORMAT') ?? 'identity') === 'identity';
  return { method, url: isPlain ? absolute(attributes.get('URI') ?? '', base) : '', iv: attributes.get('IV') ?? '' };
}

/** What is said before a segment, until its address comes. */
class Reading {
  readonly segments: HlsSegment[] = [];
  sequence = 0;
  targetMs = 6000;
  isOver = false;
  private durationMs = 0;
  private atMs = -1;
  private isBreak = false;
  private map: HlsSegment['map'] = null;
  private key: HlsKey | null = null;
  private range = '';
  private rangeEnd = 0;

  constructor(private readonly base: string) {}

  take(line: string): void {
    const value = line.slice(line.indexOf(':') + 1);
    if (line.startsWith('#EXTINF:')) this.durationMs = Math.round((parseFloat(value) || 0) * 1000);
    else if (line.startsWith('#EXT-X-TARGETDURATION:')) this.targetMs = Math.max(1, Number(value) || 6) * 1000;
    else if (line.startsWith('#EXT-X-MEDIA-SEQUENCE:')) this.sequence = Number(value) || 0;
    else if (line.startsWith('#EXT-X-PROGRAM-DATE-TIME:')) this.atMs = Number.isNaN(Date.parse(value)) ? this.atMs : Date.parse(value);
    else if (line.startsWith('#EXT-X-BYTERANGE:')) this.range = value;
    else if (line.startsWith('#EXT-X-KEY:')) this.key = keyOf(line, this.base);
    else if (line.startsWith('#EXT-X-MAP:')) this.takeMap(attributesOf(line));
    else if (line === '#EXT-X-DISCONTINUITY') this.isBreak = true;
    else if (line === '#EXT-X-ENDLIST') this.isOver = true;
    else if (line !== '' && !line.startsWith('#')) this.close(absolute(line, this.base));
  }

  private takeMap(attributes: Attributes): void {
    const url = absolute(attributes.get('URI') ?? '', this.base);
    this.map = url === '' ? null : { url, range: rangeOf(attributes.get('BYTERANGE') ?? '', 0) };
  }

  private close(url: string): void {
    const range = this.range === '' ? null : rangeOf(this.range, this.rangeEnd);
    this.rangeEnd = range === null ? 0 : range.end + 1;
    const { sequence, durationMs, atMs, isBreak, map, key } = this;
    if (url !== '' && durationMs > 0) this.segments.push({ sequence, url, range, durationMs, atMs, isBreak, map, key });
    this.sequence += 1;
    this.range = '';
    this.isBreak = false;
    if (atMs >= 0) this.atMs = atMs + durationMs;
  }
}

/** The segments a playlist lists, RFC 8216. */
export function readMedia(text: string, base: string): HlsMedia {
  const reading = new Reading(base);
  for (const line of linesOf(text)) reading.take(line);
  return { segments: reading.segments, targetMs: reading.targetMs, isOver: reading.isOver };
}
