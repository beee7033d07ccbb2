import { isManifestText } from '#core/dash';

/** What a body turns out to be: playlists and manifests are rewritten or refused; a text may still hold a manifest further on. */
export type BodyKind = 'playlist' | 'manifest' | 'text' | 'other';

/** How much of a body tells what it is. */
export const SNIFF_BYTES = 1_024;

const PLAYLIST_TYPE = /mpegurl/i;
const MANIFEST_TYPE = /dash\+xml|dash-patch\+xml|vnd\.ms-sstr\+xml/i;
const PLAYLIST_NAME = /\.m3u8?$/i;
const MANIFEST_NAME = /\.mpd$|\.ism\/manifest$|\/manifest\(format=/i;

/**
 * Judges by what the host says, by the address's name and by the first bytes: a player looks at those, so a playlist that calls itself
 * anything else is still one.
 */
export function sniffBody(contentType: string, path: string, start: Uint8Array): BodyKind {
  const text = Buffer.from(start.subarray(0, SNIFF_BYTES)).toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '').trimStart();
  if (text.startsWith('#EXTM3U') || PLAYLIST_TYPE.test(contentType)) return 'playlist';
  if (MANIFEST_TYPE.test(contentType) || MANIFEST_NAME.test(path) || isManifestText(text)) return 'manifest';
  // A stream that only is named like a list is passed on as it is.
  if (isMedia(start)) return 'other';
  return PLAYLIST_NAME.test(path) ? 'playlist' : isText(start) || isWide(start) ? 'text' : 'other';
}

/** Whether a text of one or two bytes a letter holds a manifest, wherever it stands: players look further than at the first bytes. */
export function holdsManifest(bytes: Buffer): boolean {
  return isManifestText(bytes.toString('latin1').replaceAll('\0', ''));
}

/** Whether it begins as text of two bytes a letter does. */
function isWide(start: Uint8Array): boolean {
  const [first = 0, second = 0, third = 0, fourth = 0] = start;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  const isLetter = (byte: number): boolean => byte >= 0x20 && byte < 0x7f;
  return (first === 0 && isLetter(second) && third === 0 && isLetter(fourth)) || (isLetter(first) && second === 0 && isLetter(third) && fourth === 0);
}

/** Whether its first bytes could be text: nothing in them steers a terminal. */
function isText(start: Uint8Array): boolean {
  return start.length > 0 && start.subarray(0, SNIFF_BYTES).every((byte) => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d);
}

/** Whether it begins as transport stream, MP4, ADTS, MP3, Matroska or FLV does. */
function isMedia(start: Uint8Array): boolean {
  const [first = 0, second = 0] = start;
  if (first === 0x47 || (first === 0xff && second !== 0xfe && (second & 0xe0) === 0xe0)) return true;
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
