import type { DecoderFailure, OpenedMedia } from '../core/decoder';

/** What the set finds out about an address before it decodes. */
export interface Sniffed {
  readonly form: OpenedMedia['form'];
  /** A transport stream without a length. */
  readonly isEndless: boolean;
  readonly failure: DecoderFailure | null;
}

const ENDINGS: ReadonlyArray<readonly [RegExp, OpenedMedia['form']]> = [
  [/\.m3u8?($|[?#])|[?&](output|type|extension)=m3u8/i, 'hls'], [/\.mpd($|[?#])/i, 'dash'], [/\.ts($|[?#])|[?&](output|extension)=ts/i, 'ts'],
  [/\.(mp4|m4v|mov|mkv|webm)($|[?#])/i, 'file'],
];

/** The failure a refusing status stands for. */
function failureOfStatus(status: number): DecoderFailure | null {
  if (status < 400) return null;
  if (status === 404 || status === 410) return { kind: 'not-found', status };
  return status >= 500 ? { kind: 'unreachable', status } : { kind: 'refused', status };
}

/** Looks at the address, and at the first bytes where it does not tell. */
export async function sniffForm(window: Window & typeof globalThis, url: string): Promise<Sniffed> {
  const told = ENDINGS.find(([pattern]) => pattern.test(url))?.[1];
  if (told === 'hls' || told === 'dash') return { form: told, isEndless: false, failure: null };
  try {
    const response = await window.fetch(url, { credentials: 'omit' });
    const failure = failureOfStatus(response.status);
    const length = response.headers.get('content-length');
    const type = response.headers.get('content-type') ?? '';
    const reader = response.body?.getReader();
    const first = failure === null && told === undefined ? await reader?.read() : undefined;
    reader?.cancel().catch(() => undefined);
    const form = told ?? formOf(type, first?.value ?? new Uint8Array(0));
    return { form: form ?? 'file', isEndless: form === 'ts' && length === null, failure: failure ?? (form === null ? { kind: 'unsupported' } : null) };
  } catch {
    // No answer at all.
    return { form: 'file', isEndless: false, failure: { kind: 'unreachable' } };
  }
}

function formOf(type: string, bytes: Uint8Array): OpenedMedia['form'] | null {
  const start = Array.from(bytes.subarray(0, 200), (byte) => String.fromCharCode(byte)).join('');
  if (/mpegurl/i.test(type) || /^\s*#EXTM3U/.test(start)) return 'hls';
  if (/dash\+xml/i.test(type) || start.indexOf('<MPD') >= 0) return 'dash';
  if (/mp2t/i.test(type) || bytes[0] === 0x47) return 'ts';
  if (/^(video|audio)\//i.test(type) || start.slice(4, 8) === 'ftyp' || start.slice(0, 4) === '\u001aE\u00df\u00a3') return 'file';
  return null;
}
