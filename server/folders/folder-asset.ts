/** Begins the asset of a file in an operator's folder; letters no slug of ours begins with. */
export const FOLDER_MARK = 'lib~';
/** Longer names fit into no address. */
const LONGEST = 440;

/** A file of an operator's folder: which source it came with, and its path there, with slashes. */
export interface FolderFile {
  readonly sourceId: string;
  readonly path: string;
}

/** How a file is named in the catalogue and in addresses; `null` for a path that is too long. */
export function folderAsset({ sourceId, path }: FolderFile): string | null {
  const asset = `${FOLDER_MARK}${sourceId}~${Buffer.from(path, 'utf8').toString('base64url')}`;
  return asset.length > LONGEST ? null : asset;
}

/** The file an asset stands for; `null` for any other asset, and for a path that leads anywhere but down. */
export function readFolderAsset(asset: string): FolderFile | null {
  const [, sourceId, coded] = /^lib~([a-z0-9][a-z0-9._-]{0,39})~([\w-]+)$/.exec(asset) ?? [];
  if (sourceId === undefined || coded === undefined) return null;
  const path = Buffer.from(coded, 'base64url').toString('utf8');
  return isInnerPath(path) ? { sourceId, path } : null;
}

/** Whether a relative path stays inside its folder: no part of it is hidden, empty or a step up. */
export function isInnerPath(path: string): boolean {
  return !/[\\\0]/.test(path) && path.split('/').every((part) => part !== '' && !part.startsWith('.'));
}

/** Films, by extension, with what players are told of them. */
export const FILM_TYPES: Readonly<Record<string, string>> = {
  mp4: 'video/mp4', m4v: 'video/mp4', mkv: 'video/x-matroska', webm: 'video/webm', mov: 'video/quicktime', ts: 'video/mp2t', m2ts: 'video/mp2t',
};
/** Pictures beside them. */
export const PICTURE_TYPES: Readonly<Record<string, string>> = { jpg: 'image/jpeg', jpeg: 'image/jpeg', png: 'image/png', webp: 'image/webp' };
/** Parts of a film that is a folder with a playlist of HLS. */
export const HLS_TYPES: Readonly<Record<string, string>> = {
  m3u8: 'application/vnd.apple.mpegurl', ts: 'video/mp2t', m4s: 'video/iso.segment', mp4: 'video/mp4', m4a: 'audio/mp4', aac: 'audio/aac', vtt: 'text/vtt; charset=utf-8', key: 'application/octet-stream',
};

/** The extension of a path in small letters; empty without. */
export function extensionOf(path: string): string {
  return /\.([a-z0-9]{2,5})$/i.exec(path)?.[1]?.toLowerCase() ?? '';
}
