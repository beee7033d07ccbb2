import { AppError, fail, hexOf, ok, toAppError } from '#core/base';
import type { Result } from '#core/base';
import { dropFile, fileAddress, keepFile } from '#sources/playlist-file';
import type { CompanionDeps } from './companion-deps';
import type { CompanionLink } from './companion-link';

/** As the platform: more is not let through. */
const MOST_BYTES = 32 * 1024 * 1024;
const ID_BYTES = 8;

type PlaylistDeps = Pick<CompanionDeps, 'session' | 'blobs' | 'random'>;

/** Adds a playlist or a line by the address a phone sent. */
export async function takeAddress({ session }: PlaylistDeps, address: string, name: string): Promise<Result<unknown, AppError>> {
  const link = session.splitLink(address);
  if (link.kind === 'xtream') return session.addXtream({ address: link.address, username: link.username, password: link.password, name });
  if (link.kind === 'portal') return fail(new AppError('source.unsupported'));
  return session.addPlaylist({ address: link.address, name });
}

/** `My list.m3u.gz` → `My list`. */
function nameOf(fileName: string): string {
  return fileName.replace(/(\.(m3u8?|txt|gz))+$/i, '').trim();
}

/** Fetches the file a phone holds ready, keeps it on the set and adds it as a source. */
export async function takeFile(deps: PlaylistDeps, link: CompanionLink, file: string, fileName: string): Promise<Result<unknown, AppError>> {
  const id = hexOf(deps.random.bytes(ID_BYTES));
  const address = fileAddress(id);
  try {
    const response = await link.openFile(file);
    await keepFile(deps.blobs, id, () => response.read(), MOST_BYTES);
    const added = await deps.session.addPlaylist({ address, name: nameOf(fileName) || 'Playlist' });
    if (!added.ok) await dropFile(deps.blobs, address);
    return added.ok ? ok(undefined) : added;
  } catch (error) {
    return fail(toAppError(error, 'net.unreachable'));
  }
}
