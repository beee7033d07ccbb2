import { NEVER_CANCELLED } from '#core/base';
import type { HttpPort, StreamForm } from '#ports';

const ENDINGS: ReadonlyArray<readonly [RegExp, StreamForm]> = [
  [/\.m3u8?$/, 'hls'],
  [/\.mpd$/, 'dash'],
  [/\.(ts|mts|m2ts)$/, 'ts'],
  [/\.(mp4|m4v|mov|mkv|webm|mp3|aac|avi)$/, 'mp4'],
];
const TYPES: ReadonlyArray<readonly [RegExp, StreamForm]> = [
  [/mpegurl/, 'hls'],
  [/dash\+xml/, 'dash'],
  [/mp2t|mpegts/, 'ts'],
  [/video\/|audio\//, 'mp4'],
];
/** Panels name the wanted form in the query: `output=ts`, `extension=m3u8`. */
const QUERY = /[?&](?:output|type|extension|ext|format)=(m3u8|hls|ts|mpegts|mpd|dash|mp4)\b/;
const QUERY_FORMS: Readonly<Record<string, StreamForm>> = { m3u8: 'hls', hls: 'hls', ts: 'ts', mpegts: 'ts', mpd: 'dash', dash: 'dash', mp4: 'mp4' };
/** Enough for two transport packets or the first lines of a manifest. */
const SNIFF_BYTES = 564;
const SNIFF_TIMEOUT_MS = 8_000;

function firstMatch(table: typeof ENDINGS, text: string): StreamForm {
  return table.find(([pattern]) => pattern.test(text))?.[1] ?? 'unknown';
}

/** The form an address tells by its ending or query, else `unknown`. */
export function formOfAddress(url: string): StreamForm {
  const lower = url.toLowerCase();
  const byQuery = QUERY_FORMS[QUERY.exec(lower)?.[1] ?? ''];
  return byQuery ?? firstMatch(ENDINGS, lower.replace(/[?#].*$/, ''));
}

/** The form the first bytes of a body tell, else `unknown`. Sources: RFC 8216 4.3.1.1, ISO 13818-1 2.4.3.2, ISO 14496-12. */
export function formOfBytes(bytes: Uint8Array): StreamForm {
  const isPacket = (at: number): boolean => bytes[at] === 0x47 && (bytes.length <= at + 188 || bytes[at + 188] === 0x47);
  if (bytes.length > 0 && isPacket(0)) return 'ts';
  let text = '';
  for (let i = 0; i < Math.min(bytes.length, 256); i += 1) text += String.fromCharCode(bytes[i] ?? 0);
  if (/^(\u00ef\u00bb\u00bf)?\s*#EXTM3U/.test(text)) return 'hls';
  if (/<MPD[\s>]/.test(text)) return 'dash';
  if (/^[^]{4}(ftyp|moov|styp)/.test(text) || text.indexOf('\u001aE\u00df\u00a3') === 0) return 'mp4';
  return 'unknown';
}

/**
 * The form of a stream of unknown form: by its address, else by asking the server for its first bytes. Stays `unknown`
 * when nobody can tell; whether the server can be reached is the player's question.
 */
export async function detectForm(url: string, http: HttpPort): Promise<StreamForm> {
  const byAddress = formOfAddress(url);
  if (byAddress !== 'unknown') return byAddress;
  try {
    const response = await http.request({ url, headTimeoutMs: SNIFF_TIMEOUT_MS, idleTimeoutMs: SNIFF_TIMEOUT_MS, signal: NEVER_CANCELLED });
    try {
      const byType = firstMatch(TYPES, (response.header('content-type') ?? '').toLowerCase());
      if (byType !== 'unknown') return byType;
      const redirected = formOfAddress(response.url);
      if (redirected !== 'unknown') return redirected;
      return formOfBytes(await readStart((await response.read()) ?? new Uint8Array(0), () => response.read()));
    } finally {
      response.close();
    }
  } catch {
    // No answer: the engine's own attempt will say why.
    return 'unknown';
  }
}

async function readStart(first: Uint8Array, read: () => Promise<Uint8Array | null>): Promise<Uint8Array> {
  if (first.length >= SNIFF_BYTES) return first;
  const next = await read();
  if (next === null) return first;
  const joined = new Uint8Array(first.length + next.length);
  joined.set(first);
  joined.set(next, first.length);
  return readStart(joined, read);
}
