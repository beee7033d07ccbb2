import type { CatchupRecord } from '../catalog';

/** A stretch of the archive that somebody wants to watch. */
export interface CatchupRequest {
  readonly startMs: number;
  readonly durationMs: number;
  readonly nowMs: number;
  /** Offset of local time from UTC at `startMs`, minutes, east positive; for `{Y}`-`{S}` and formats. */
  readonly utcOffsetMin: number;
  /** `catchup-id` of the programme; templates that need one have no address without it. */
  readonly catchupId?: string;
}

const FLUSSONIC = /^(https?:\/\/[^/]+)\/(.*)\/([^/]*)(mpegts|\.m3u8)(\?.+=.+)?$/i;
const FLUSSONIC_OTHER = /^(https?:\/\/[^/]+)\/(.*)\/([^/?]*)(\?.+=.+)?$/i;
const XTREAM = /^(https?:\/\/.+?)\/(?:live\/)?([^/?]+)\/([^/?]+)\/([^/?.]+)(\.[a-z0-9]+)?(\?.*)?$/i;
const XTREAM_TEMPLATE = '{duration:60}/{Y}-{m}-{d}:{H}-{M}';
/** `{name}`, `${name}`, each with an optional `:format`. */
const SPECIFIER = /\$?\{([a-zA-Z][a-z-]*)(?::([^{}]*))?\}/g;

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

function part(letter: string, local: Date): string | null {
  if (letter === 'Y') return String(local.getUTCFullYear());
  if (letter === 'm') return two(local.getUTCMonth() + 1);
  if (letter === 'd') return two(local.getUTCDate());
  if (letter === 'H') return two(local.getUTCHours());
  if (letter === 'M') return two(local.getUTCMinutes());
  return letter === 'S' ? two(local.getUTCSeconds()) : null;
}

function formatTime(format: string, ms: number, utcOffsetMin: number): string {
  const local = new Date(ms + utcOffsetMin * 60_000);
  return format.replace(/[YmdHMS]/g, (letter) => part(letter, local) ?? letter);
}

function divided(seconds: number, divisor: string | undefined): string {
  const by = divisor === undefined ? 1 : Number(divisor);
  return String(Math.floor(seconds / (by > 0 ? by : 1)));
}

/**
 * Replaces the specifiers of a template (protocols.md 2.2): `{utc}` `${start}`, `{lutc}` `${now}` `${timestamp}`, `{utcend}` `${end}`, each also
 * with a format of `Y m d H M S` behind a colon; `{Y}` … `{S}`; `{duration}`, `{duration:60}`; `{offset}`, `{offset:60}`; `{catchup-id}`. What is no
 * specifier stays as it is.
 */
export function expandTemplate(template: string, request: CatchupRequest): string {
  const { startMs, durationMs, nowMs, utcOffsetMin } = request;
  const durationSec = Math.round(durationMs / 1000);
  const stamp = (ms: number, format: string | undefined): string =>
    format === undefined || format === '' ? String(Math.floor(ms / 1000)) : formatTime(format, ms, utcOffsetMin);
  return template.replace(SPECIFIER, (whole, name: string, format: string | undefined) => {
    switch (name) {
      case 'utc':
      case 'start':
        return stamp(startMs, format);
      case 'lutc':
      case 'now':
      case 'timestamp':
        return stamp(nowMs, format);
      case 'utcend':
      case 'end':
        return stamp(startMs + durationMs, format);
      case 'duration':
        return divided(durationSec, format);
      case 'offset':
        return divided(Math.max(0, (nowMs - startMs) / 1000), format);
      case 'catchup-id':
        return request.catchupId ?? '';
      default:
        return (name.length === 1 && format === undefined ? part(name, new Date(startMs + utcOffsetMin * 60_000)) : null) ?? whole;
    }
  });
}

function appended(url: string, query: string): string {
  return url + (url.indexOf('?') < 0 ? '?' : /[?&]$/.test(url) ? '' : '&') + query;
}

function flussonicTemplate(url: string): string | null {
  const match = FLUSSONIC.exec(url);
  if (match !== null) {
    const base = `${match[1] ?? ''}/${match[2] ?? ''}`;
    const query = match[5] ?? '';
    if ((match[4] ?? '').toLowerCase() === 'mpegts') return `${base}/timeshift_abs-\${start}.ts${query}`;
    const list = match[3] ?? '';
    return list === 'index' ? `${base}/timeshift_rel-{offset:1}.m3u8${query}` : `${base}/${list}-timeshift_rel-{offset:1}.m3u8${query}`;
  }
  const other = FLUSSONIC_OTHER.exec(url);
  return other === null ? null : `${other[1] ?? ''}/${other[2] ?? ''}/timeshift_rel-{offset:1}.m3u8${other[4] ?? ''}`;
}

function xtreamTemplate(url: string): string | null {
  const match = XTREAM.exec(url);
  if (match === null) return null;
  const [, server = '', user = '', password = '', id = '', extension = '.ts', query = ''] = match;
  return `${server}/timeshift/${user}/${password}/${XTREAM_TEMPLATE}/${id}${extension}${query}`;
}

function templateFor(catchup: CatchupRecord, liveUrl: string): string | null {
  const template = catchup.template ?? '';
  switch (catchup.mode) {
    case 'default':
      if (template === '') return null;
      // A template without scheme is meant to be appended, whatever the mode is called.
      return /^[a-z][a-z0-9+.-]*:\/\//i.test(template) ? template : liveUrl + template;
    case 'append':
      return template === '' ? null : liveUrl + template;
    case 'shift':
      return template === '' ? appended(liveUrl, 'utc={utc}&lutc={lutc}') : /^[a-z]+:\/\//i.test(template) ? template : appended(liveUrl, template.replace(/^[?&]/, ''));
    case 'flussonic':
      return template === '' ? flussonicTemplate(liveUrl) : template;
    case 'xtream':
      return template === '' ? xtreamTemplate(liveUrl) : template;
    case 'vod':
      return template === '' ? '{catchup-id}' : template;
    case 'platform':
      return null;
  }
}

/**
 * The address of a stretch of a playlist channel's archive, or `null` where its mode gives none: no template, an address the mode cannot be derived
 * from, a template with `{catchup-id}` and a programme without. `liveUrl` is the channel's own address. The correction shifts the
 * start as Kodi does: start − correction.
 */
export function buildCatchupUrl(catchup: CatchupRecord, liveUrl: string, request: CatchupRequest): string | null {
  const template = templateFor(catchup, liveUrl);
  if (template === null) return null;
  if (template.indexOf('{catchup-id}') >= 0 && (request.catchupId ?? '') === '') return null;
  return expandTemplate(template, { ...request, startMs: request.startMs - catchup.correctionMs });
}

/** A live address with its time specifiers (`${now}`, `{lutc}`, `${timestamp}`) replaced; unchanged without any. */
export function expandLiveUrl(url: string, nowMs: number, utcOffsetMin: number): string {
  return url.indexOf('{') < 0 ? url : expandTemplate(url, { startMs: nowMs, durationMs: 0, nowMs, utcOffsetMin });
}
