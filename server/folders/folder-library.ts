import type { MediaForm, MediaLibrary } from '#server/domain';
import { extensionOf, FILM_TYPES, readFolderAsset } from './folder-asset';

function formOf(path: string): MediaForm | null {
  const extension = extensionOf(path);
  if (extension === 'm3u8') return 'hls';
  if (extension === 'ts' || extension === 'm2ts') return 'ts';
  return FILM_TYPES[extension] === undefined ? null : 'mp4';
}

/** Adds the films of operators' folders to a library: each in the one form it has. A Matroska file counts as a file that is played as it comes. */
export function withFolders(library: MediaLibrary): MediaLibrary {
  return {
    ...library,
    assetForms: (asset) => {
      const file = readFolderAsset(asset);
      const form = file === null ? null : formOf(file.path);
      if (file === null) return library.assetForms(asset);
      return form === null ? [] : [form];
    },
  };
}
