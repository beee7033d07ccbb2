import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { ServerKeys } from '../server-keys';

/** What an address of the relay stands for. */
export interface RelayClaim {
  /** The stream it belongs to: its parts end with it. */
  readonly streamId: string;
  readonly accountId: string;
  /** The sign-in it was given out to; it ends with that. */
  readonly familyId: string;
  /** When the stream was given out, seconds since 1970. */
  readonly issuedAtSec: number;
  /** Whether it is a picture: those are small, and end by time alone. */
  readonly isPicture: boolean;
  readonly url: string;
  /** Sent to the host: lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
}

const IV_BYTES = 12;
const TAG_BYTES = 16;
const ALGORITHM = 'aes-256-gcm';

/**
 * Turns claims into texts that stand in addresses and back. The text is encrypted and authenticated: nobody reads the upstream's address
 * out of it, and nobody but this platform makes one. The same claim is always the same text, so that a playlist read again names the same
 * parts and pictures stay in caches; the nonce is a MAC of the claim, so that no two claims share one.
 */
export class AddressSealer {
  private readonly key: Buffer;

  constructor(private readonly keys: ServerKeys) {
    this.key = Buffer.from(keys.sign('relay', 'seal'), 'base64url');
  }

  /** A claim as base64url. */
  seal(claim: RelayClaim): string {
    const { streamId, accountId, familyId, issuedAtSec, isPicture, url, headers } = claim;
    const plain = JSON.stringify([streamId, accountId, familyId, issuedAtSec, isPicture ? 1 : 0, url, headers]);
    const iv = Buffer.from(this.keys.sign('relay', `nonce|${plain}`), 'base64url').subarray(0, IV_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.key, iv);
    return Buffer.concat([iv, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url');
  }

  /** The claim of a text this platform made; `null` for any other. Says nothing of whether it is still good. */
  open(text: string): RelayClaim | null {
    const bytes = Buffer.from(text, 'base64url');
    // Other spellings of the same bytes are none of ours.
    if (bytes.length <= IV_BYTES + TAG_BYTES || bytes.toString('base64url') !== text) return null;
    try {
      const decipher = createDecipheriv(ALGORITHM, this.key, bytes.subarray(0, IV_BYTES));
      decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
      const plain = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, bytes.length - TAG_BYTES)), decipher.final()]).toString('utf8');
      const [streamId, accountId, familyId, issuedAtSec, isPicture, url, headers] = JSON.parse(plain) as [string, string, string, number, number, string, Record<string, string>];
      return { streamId, accountId, familyId, issuedAtSec, isPicture: isPicture === 1, url, headers };
    } catch {
      // Not made here, or changed on the way.
      return null;
    }
  }
}
