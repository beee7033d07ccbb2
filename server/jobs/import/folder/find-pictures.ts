import { PICTURE_TYPES } from '#server/folders';

/** The likeliest first. */
const EXTENSIONS = Object.keys(PICTURE_TYPES);

/** Pictures of a title: paths, empty where there is none. */
export interface FoundPictures {
  readonly poster: string;
  readonly backdrop: string;
  readonly landscape: string;
}

function first(pictures: ReadonlySet<string>, stems: readonly string[]): string {
  for (const stem of stems) for (const extension of EXTENSIONS) if (pictures.has(`${stem}.${extension}`)) return `${stem}.${extension}`;
  return '';
}

/** The folder of a path with its slash; empty at the top. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** A path without its extension. */
export function stemOf(path: string): string {
  return path.replace(/\.[A-Za-z0-9]{2,5}$/, '');
}

/** Pictures named after a file, and where the folder is the title's own those that are named after nothing. */
export function picturesOf(pictures: ReadonlySet<string>, stem: string, ownFolder: string | null): FoundPictures {
  const own = (names: readonly string[]): readonly string[] => (ownFolder === null ? [] : names.map((name) => ownFolder + name));
  return {
    poster: first(pictures, [`${stem}-poster`, stem, ...own(['poster', 'folder', 'cover', 'movie'])]),
    backdrop: first(pictures, [`${stem}-fanart`, `${stem}-backdrop`, ...own(['fanart', 'backdrop', 'background'])]),
    landscape: first(pictures, [`${stem}-landscape`, `${stem}-thumb`, ...own(['landscape', 'thumb'])]),
  };
}

/** The still of an episode. */
export function stillOf(pictures: ReadonlySet<string>, stem: string): string {
  return first(pictures, [`${stem}-thumb`, stem]);
}
