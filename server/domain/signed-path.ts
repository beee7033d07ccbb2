import { randomToken } from './server-keys';
import type { ServerKeys } from './server-keys';

/**
 * Signed media addresses: `/s/<token>/<path>`. The token stands in the path and signs the path's first two segments
 * (`live/<slug>`, `archive/<slug>`, `vod/<asset>`), so that every relative address inside a playlist or manifest inherits it on
 * televisions that drop queries. Shape: `<expiry in seconds, base 36>.<tag>.<HMAC-SHA-256>`; the tag is random, or the lease the address
 * was given out for.
 */
export class PathSigner {
  constructor(
    private readonly keys: ServerKeys,
    private readonly nowMs: () => number,
  ) {}

  /** `/s/<token>/<path>` good until `expiresAtMs`. `path` has no leading slash and its segments are already encoded. */
  sign(path: string, expiresAtMs: number, tag: string = randomToken(6)): string {
    const head = `${Math.ceil(expiresAtMs / 1000).toString(36)}.${tag}`;
    return `/s/${head}.${this.keys.sign('media', `${head}|${prefixOf(path)}`)}/${path}`;
  }

  /** Whether `token` is ours, has not expired and covers `path` (with or without a leading slash). */
  verify(token: string, path: string): boolean {
    const [expiry, nonce, signature, ...rest] = token.split('.');
    if (expiry === undefined || nonce === undefined || signature === undefined || rest.length > 0) return false;
    if (!/^[0-9a-z]{1,9}$/.test(expiry) || parseInt(expiry, 36) * 1000 <= this.nowMs()) return false;
    return this.keys.isSigned('media', `${expiry}.${nonce}|${prefixOf(path)}`, signature);
  }

  /** The tag of a token; says nothing of whether the token is good. */
  tagOf(token: string): string {
    return token.split('.')[1] ?? '';
  }
}

function prefixOf(path: string): string {
  const clean = path.startsWith('/') ? path.slice(1) : path;
  return clean.split(/[?#]/, 1)[0]?.split('/').slice(0, 2).join('/') ?? '';
}
