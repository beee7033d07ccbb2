/** What a body turns out to be: a playlist is rewritten, a manifest whose addresses cannot be held inside is refused. */
export type BodyKind = 'playlist' | 'manifest' | 'other';

/** How much of a body tells what it is. */
export const SNIFF_BYTES = 1_024;

const PLAYLIST_TYPE = /mpegurl/i;
const MANIFEST_TYPE = /dash\+xml|vnd\.ms-sstr\+xml/i;
const PLAYLIST_NAME = /\.m3u8?$/i;
const MANIFEST_NAME = /\.mpd$|\.ism\/manifest$|\/manifest\(format=/i;

/**
 * Judges by what the host says, by the address's name and by the first bytes: a player looks at those, so a playlist that calls itself
 * anything else is still one.
 */
export function sniffBody(contentType: string, path: string, start: Uint8Array): BodyKind {
  const text = Buffer.from(start.subarray(0, SNIFF_BYTES)).toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '').trimStart();
  if (text.startsWith('#EXTM3U') || PLAYLIST_TYPE.test(contentType)) return 'playlist';
  if (MANIFEST_TYPE.test(contentType) || MANIFEST_NAME.test(path) || /<(?:\w+:)?(?:MPD|SmoothStreamingMedia)[\s>]/.test(text)) return 'manifest';
  // A stream that only is named like a list is passed on as it is.
  return PLAYLIST_NAME.test(path) && !isMedia(start) ? 'playlist' : 'other';
}

/** Whether it begins as transport stream, MP4, ADTS, MP3, Matroska or FLV does. */
function isMedia(start: Uint8Array): boolean {
  const [first = 0, second = 0] = start;
  if (first === 0x47 || (first === 0xff && (second & 0xe0) === 0xe0)) return true;
  const latin = Buffer.from(start.subarray(0, 12)).toString('latin1');
  return /^.{4}(?:ftyp|styp|moof|moov|sidx|mdat)/s.test(latin) || /^(?:\x1aE\xdf\xa3|ID3|FLV)/.test(latin);
}

/** Types a body may be handed out as; everything else is bytes, so that nobody's page or script ever runs under the platform's name. */
const HANDED_OUT = /^(?:video|audio|image|font)\/[\w.+-]+$|^application\/(?:octet-stream|json|mp4|ogg|gzip|zip|ttml\+xml|xml|vnd\.apple\.mpegurl|x-mpegurl)$|^text\/(?:plain|vtt|xml|srt)$/;

/** The type a body is handed out as; parameters stay off but for the character set. */
export function safeType(contentType: string): string {
  const [type = '', ...rest] = contentType.toLowerCase().split(';');
  const charset = /^\s*charset=["']?([\w-]{1,40})/.exec(rest.find((part) => /charset=/.test(part)) ?? '')?.[1];
  const plain = type.trim();
  if (!HANDED_OUT.test(plain)) return 'application/octet-stream';
  return charset === undefined || !/^(?:text|application)\//.test(plain) ? plain : `${plain}; charset=${charset}`;
}
