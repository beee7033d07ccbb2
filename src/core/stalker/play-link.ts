import { AppError, fail, ok } from '../base';
import type { ErrorCode, Result } from '../base';
import { looseFlag, looseList, looseNumber, looseObject, looseText } from '../xtream';
import type { LooseFields } from '../xtream';
import { originOf } from './portal-address';
import { commandAddress } from './stored-command';

/** Where a stream is to be had now. Addresses hold tokens that soon run out. */
export interface PlayLink {
  readonly url: string;
  /** What the address says of its container (`ts`, `m3u8`, `mp4`); empty if nothing. */
  readonly container: string;
  readonly subtitles: readonly { readonly url: string; readonly language: string }[];
}

/** What the answer is read against. */
export interface PlayLinkContext {
  /** Where the portal answers; relative addresses and `localhost` are its own. */
  readonly endpoint: string;
  /** The command that was asked with. */
  readonly cmd: string;
  /** The row's id with the portal. */
  readonly nativeId: string;
}

const ERRORS: Readonly<Record<string, ErrorCode>> = {
  limit: 'source.connection-limit', access_denied: 'media.refused', nothing_to_play: 'media.not-found', link_fault: 'media.unreachable',
  temporary_unavailable: 'media.unreachable',
};

/** The link itself: advertisements may stand before it. */
function linkFields(js: unknown): LooseFields {
  if (!Array.isArray(js)) return looseObject(js);
  const links = (js as readonly unknown[]).map(looseObject).filter((link) => !looseFlag(link['is_advert']) && !/ad/i.test(looseText(link, 'media_type')));
  return links[links.length - 1] ?? {};
}

/** Portals of resellers forget the number of the stream in the address of a live one. */
function fillStream(url: string, { cmd, nativeId }: PlayLinkContext): string {
  if (!/[?&]stream=(?:&|$)/.test(url)) return url;
  const id = /\/ch\/(\d+)/.exec(cmd)?.[1] ?? /[?&]stream=(\d+)/.exec(cmd)?.[1] ?? (/^\d+$/.test(nativeId) ? nativeId : '');
  return url.replace(/([?&]stream=)(?=&|$)/, `$1${id}`);
}

function absolute(address: string, endpoint: string): string {
  const origin = originOf(endpoint);
  if (/^\/\//.test(address)) return `${origin.replace(/\/\/.*$/, '')}${address}`;
  if (address.charAt(0) === '/') return origin + address;
  // A portal that says "localhost" means itself.
  return address.replace(/^https?:\/\/localhost(?=[:/]|$)(?::\d+)?/i, origin);
}

function containerOf(url: string): string {
  const named = /[?&](?:extension|ext)=\.?([a-z0-9]{2,5})/i.exec(url)?.[1];
  return (named ?? /\.([a-z0-9]{2,5})(?:[?#]|$)/i.exec(url.replace(/^https?:\/\/[^/]*/i, ''))?.[1] ?? '').toLowerCase();
}

/**
 * Judges a `create_link` answer. Errors: `source.connection-limit`, `media.refused` (not in the tariff), `media.not-found`, `media.unreachable`,
 * `media.unsupported` (an address no player here can open, such as multicast).
 */
export function readPlayLink(js: unknown, context: PlayLinkContext): Result<PlayLink, AppError> {
  const fields = typeof js === 'string' ? { cmd: js } : linkFields(js);
  const word = looseText(fields, 'error');
  const code = ERRORS[word];
  if (code !== undefined) return fail(new AppError(code, { facts: { portal: word } }));
  const cmd = looseText(fields, 'cmd', 'url', 'link');
  if (cmd === '') return fail(new AppError('media.not-found', { message: 'no link', facts: word === '' ? {} : { portal: word.slice(0, 40) } }));
  const url = fillStream(absolute(commandAddress(cmd), context.endpoint), context);
  if (!/^https?:\/\/[^/]/i.test(url)) {
    const scheme = /^[a-z]+(?=:)/i.exec(url)?.[0] ?? '';
    return fail(new AppError('media.unsupported', { message: 'no web address', facts: { scheme } }));
  }
  const subtitles = looseList(fields['subtitles'])
    .map(looseObject)
    .map((file) => ({ url: absolute(looseText(file, 'file', 'url'), context.endpoint), language: looseText(file, 'lang', 'language') }))
    .filter((file) => /^https?:\/\//i.test(file.url));
  return ok({ url, container: containerOf(url), subtitles });
}

/** The command of the archive for a programme. */
export function archiveCommand(archiveId: string): string {
  return `auto /media/${archiveId}.mpg`;
}

/** The command of a film or an episode from one of its files; `""` when it has none. */
export function fileCommand(js: unknown): string {
  const fields = looseObject(js);
  const files = looseList('data' in fields ? fields['data'] : js).map(looseObject);
  for (const file of files) {
    const cmd = looseText(file, 'cmd');
    if (cmd !== '') return cmd;
  }
  const id = files.map((file) => (looseNumber(file['is_file']) === 1 || file['is_file'] === true ? looseText(file, 'id') : '')).find((each) => each !== '');
  return id === undefined ? '' : `/media/file_${id}.mpg`;
}
