import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { KeyPurpose, ServerKeys } from './server-keys';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const ALGORITHM = 'aes-256-gcm';

/** Encrypts and authenticates texts with a key derived from the platform's secret. What was sealed with one key or under one name opens with no other. */
export class Sealer {
  private readonly key: Buffer;

  /** `use` tells keys of one purpose apart. */
  constructor(keys: ServerKeys, purpose: KeyPurpose, use: string) {
    this.key = Buffer.from(keys.sign(purpose, use), 'base64url');
  }

  /** `plain` as base64url, bound to `name`. The same text is another one each time, unless `seed` is given: 12 bytes or more that no other text has. */
  seal(plain: string, name: string, seed: Uint8Array = randomBytes(NONCE_BYTES)): string {
    const nonce = seed.subarray(0, NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.key, nonce).setAAD(Buffer.from(name));
    return Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url');
  }

  /** What was sealed under `name`; `null` for anything else. */
  open(sealed: string, name: string): string | null {
    const bytes = Buffer.from(sealed, 'base64url');
    // Other spellings of the same bytes are none of ours.
    if (bytes.length <= NONCE_BYTES + TAG_BYTES || bytes.toString('base64url') !== sealed) return null;
    try {
      const decipher = createDecipheriv(ALGORITHM, this.key, bytes.subarray(0, NONCE_BYTES)).setAAD(Buffer.from(name));
      decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
      return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, bytes.length - TAG_BYTES)), decipher.final()]).toString('utf8');
    } catch {
      // Not made here, or changed on the way.
      return null;
    }
  }
}
