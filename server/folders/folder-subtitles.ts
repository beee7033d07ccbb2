import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { MediaSubtitle } from '#server/domain';
import { extensionOf, isInnerPath, readFolderAsset } from './folder-asset';

/** Files of subtitles beside films, by extension, the likeliest to be right first; sets read all of them by what they hold. */
export const SUBTITLE_TYPES: Readonly<Record<string, string>> = {
  vtt: 'text/vtt; charset=utf-8', srt: 'application/x-subrip', ttml: 'application/ttml+xml',
};

/** A file of subtitles beside a film: its path in the source's folder. */
export type BesideSubtitle = MediaSubtitle & { readonly path: string };

/** Where folders are. */
export interface FolderOrigins {
  get(sourceId: string): Promise<{ readonly format: string; readonly location: string } | null>;
}

/** Language of a file whose name says none. */
const UNKNOWN = 'und';
const KINDS = Object.keys(SUBTITLE_TYPES);

/** A language as its own people call it; empty where it is not known. */
function labelOf(language: string): string {
  if (language === UNKNOWN) return '';
  const name = new Intl.DisplayNames([language], { type: 'language', fallback: 'none' }).of(language) ?? '';
  return name === '' ? language : name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}

/** What a name says beside the film's: `en`, `pt-BR.sdh`. `null`: it is no subtitle, or shows only what is not in the film's language. */
function languageOf(rest: string): { readonly language: string; readonly isPlain: boolean } | null {
  const words = rest.split(/[._]/).filter((word) => word !== '');
  if (words.some((word) => /^(?:forced|foreign)$/i.test(word))) return null;
  const tag = words.find((word) => /^[a-z]{2,3}(?:-[a-z]{2,4})?$/i.test(word) && !/^(?:sdh|cc|hi)$/i.test(word));
  const [canonical = UNKNOWN] = tag === undefined ? [] : Intl.getCanonicalLocales(tag);
  return { language: canonical, isPlain: words.length <= 1 };
}

/**
 * Subtitles beside a film: files named after it, `film.srt`, `film.en.vtt`. One of each language, those without notes for the deaf first. Names
 * alone are read here; whether a file may be handed out is decided when it is opened.
 */
export async function subtitlesBeside(root: string, path: string): Promise<readonly BesideSubtitle[]> {
  if (!isInnerPath(path)) return [];
  const folder = dirname(path);
  const stem = path.slice(folder === '.' ? 0 : folder.length + 1).replace(/\.[A-Za-z0-9]{2,5}$/, '');
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
  const found = entries.flatMap((entry) => {
    const { name } = entry;
    const extension = extensionOf(name);
    if (!entry.isFile() || SUBTITLE_TYPES[extension] === undefined || !name.startsWith(`${stem}.`)) return [];
    const said = languageOf(name.slice(stem.length + 1, -extension.length));
    return said === null ? [] : [{ ...said, rank: (said.isPlain ? 0 : KINDS.length) + KINDS.indexOf(extension), path: folder === '.' ? name : `${folder}/${name}` }];
  });
  found.sort((a, b) => a.rank - b.rank || (a.path < b.path ? -1 : 1));
  const first = found.filter(({ language }, at) => found.findIndex((other) => other.language === language) === at);
  return first.map(({ language, path: place }) => ({ language, label: labelOf(language), path: place })).sort((a, b) => (a.language < b.language ? -1 : 1));
}

/** Subtitles beside the film an asset stands for; none of what is no such film, and of films in parts, whose playlists name theirs. */
export async function subtitlesOfFolderFilm(origins: FolderOrigins, asset: string): Promise<readonly BesideSubtitle[]> {
  const file = readFolderAsset(asset);
  if (file === null || file.path.endsWith('.m3u8')) return [];
  const origin = await origins.get(file.sourceId);
  return origin?.format === 'folder' ? subtitlesBeside(origin.location, file.path) : [];
}
