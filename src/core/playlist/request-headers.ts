import { decodePercent } from '../text';

/** Names of `#EXTVLCOPT` options that are request headers. */
const OPTION_HEADERS: Readonly<Record<string, string>> = {
  'http-user-agent': 'user-agent', 'http-referrer': 'referer', 'http-referer': 'referer', 'http-origin': 'origin', 'http-cookie': 'cookie',
  'http-cookies': 'cookie', 'http-authorization': 'authorization',
};
const PIPE_NAME = /^!?[a-z][a-z0-9-]*$/i;

/** The request header an option sets; `""` if it sets none. */
export function headerName(option: string): string {
  return OPTION_HEADERS[option] ?? '';
}

/** Where the headers of `address|Name=value&Name=value` begin (the pipe), or -1. A pipe within a query is no such mark. */
export function pipeStart(url: string): number {
  const pipe = url.indexOf('|');
  if (pipe < 0) return -1;
  const equals = url.indexOf('=', pipe);
  return equals > 0 && PIPE_NAME.test(url.slice(pipe + 1, equals).trim()) ? pipe : -1;
}

/**
 * Reads `Name=value&Name=value` (Kodi's pipe syntax). Values may be percent-encoded and may hold spaces; a part without `=` or
 * with an odd name belongs to the value before it. A leading `!` (custom header) is dropped. Names come out in lower case.
 */
export function parsePipeHeaders(text: string): Readonly<Record<string, string>> {
  const raw: [name: string, value: string][] = [];
  for (const part of text.split('&')) {
    const equals = part.indexOf('=');
    const name = part.slice(0, Math.max(0, equals)).trim();
    const last = raw[raw.length - 1];
    if (equals > 0 && PIPE_NAME.test(name)) raw.push([name.replace(/^!/, '').toLowerCase(), part.slice(equals + 1)]);
    else if (last !== undefined) last[1] += `&${part}`;
  }
  const found: Record<string, string> = {};
  for (const [name, value] of raw) {
    const clean = decodePercent(value.trim()).replace(/[\r\n]/g, '');
    if (clean !== '') found[name === 'referrer' ? 'referer' : name] = clean;
  }
  return found;
}

function parseObject(json: string): object | null {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    // A broken directive costs its headers, not the row.
    return null;
  }
}

/** Whether `#EXTHTTP` can be read: an object in JSON. */
export function isHttpDirective(json: string): boolean {
  return parseObject(json) !== null;
}

/** Reads `#EXTHTTP:{"User-Agent":"…"}`; anything but an object of texts gives nothing. */
export function parseHttpDirective(json: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [name, text] of Object.entries(parseObject(json) ?? {})) {
    if (typeof text === 'string' && name !== '__proto__') found[name.toLowerCase()] = text.replace(/[\r\n]/g, '');
  }
  return found;
}
