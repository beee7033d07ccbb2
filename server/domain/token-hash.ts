import { createHash } from 'node:crypto';

/** How a random token is stored: it has enough entropy that a plain SHA-256 cannot be turned back. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
