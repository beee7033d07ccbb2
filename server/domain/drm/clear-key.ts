import { AppError } from '#core/base';
import type { ContentKey } from './key-vault';

/** More keys than any title has: sound, picture and subtitles of every quality. */
const MOST_KEYS = 32;

function hexOf(base64url: string): string {
  return Buffer.from(base64url, 'base64url').toString('hex');
}

/**
 * Key ids a ClearKey licence request asks for (W3C Encrypted Media Extensions, 9.1.3), hexadecimal. Throws `input.invalid` for anything
 * that is no such request.
 */
export function readClearKeyRequest(body: Buffer): readonly string[] {
  let read: unknown = null;
  try {
    read = JSON.parse(body.toString('utf8'));
  } catch {
    // Judged below.
  }
  const kids: unknown = typeof read === 'object' && read !== null && 'kids' in read ? read.kids : null;
  const isOne = Array.isArray(kids) && kids.length > 0 && kids.length <= MOST_KEYS && kids.every((kid) => typeof kid === 'string' && /^[\w-]{22}$/.test(kid));
  if (!isOne) throw new AppError('input.invalid', { message: 'This is no ClearKey licence request.' });
  return (kids as string[]).map(hexOf);
}

/** The licence: a JSON Web Key Set of the keys asked for. Throws `media.drm-refused` when one of them does not belong to the title. */
export function clearKeyLicence(asked: readonly string[], keys: readonly ContentKey[]): Buffer {
  const found = asked.map((keyId) => {
    const known = keys.find((one) => one.keyId === keyId);
    if (known === undefined) throw new AppError('media.drm-refused', { message: 'The title has no such key.', facts: { reason: 'key-unknown' } });
    return { kty: 'oct', kid: Buffer.from(keyId, 'hex').toString('base64url'), k: Buffer.from(known.key, 'hex').toString('base64url') };
  });
  return Buffer.from(JSON.stringify({ keys: found, type: 'temporary' }));
}
