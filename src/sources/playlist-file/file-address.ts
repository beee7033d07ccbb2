/** What addresses of playlists begin with that this set keeps itself. */
const SCHEME = 'hearth-file:';

/** The address of a kept playlist. */
export function fileAddress(id: string): string {
  return SCHEME + id;
}

/** The id in an address of a kept playlist; `null` for any other address. */
export function fileIdOf(address: string): string | null {
  const id = address.slice(SCHEME.length);
  return address.indexOf(SCHEME) === 0 && /^[a-z0-9]+$/.test(id) ? id : null;
}

/** What names of a file's parts begin with; the bare name, without the dot, is its head. */
export function blobPrefix(id: string): string {
  return `playlist.${id}`;
}
