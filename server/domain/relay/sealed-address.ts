import { Sealer } from '../sealer';
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
  /** `manifest`: nothing is handed out but a manifest of DASH that could be rewritten; `template`: its blanks come in the rest of the address. */
  readonly role: 'part' | 'manifest' | 'template';
  readonly url: string;
  /** Sent to the host: lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Turns claims into texts that stand in addresses and back. The text is encrypted and authenticated: nobody reads the upstream's address
 * out of it, and nobody but this platform makes one. The same claim is always the same text, so that a playlist read again names the same
 * parts and pictures stay in caches; the nonce is a MAC of the claim, so that no two claims share one.
 */
export class AddressSealer {
  private readonly sealer: Sealer;

  constructor(private readonly keys: ServerKeys) {
    this.sealer = new Sealer(keys, 'relay', 'seal');
  }

  /** A claim as base64url. */
  seal(claim: RelayClaim): string {
    const { streamId, accountId, familyId, issuedAtSec, isPicture, role, url, headers } = claim;
    const plain = JSON.stringify([streamId, accountId, familyId, issuedAtSec, isPicture ? 1 : 0, role, url, headers]);
    return this.sealer.seal(plain, '', Buffer.from(this.keys.sign('relay', `nonce|${plain}`), 'base64url'));
  }

  /** The claim of a text this platform made; `null` for any other. Says nothing of whether it is still good. */
  open(text: string): RelayClaim | null {
    const plain = this.sealer.open(text, '');
    if (plain === null) return null;
    // Written by this class alone: what opens is what was sealed.
    const [streamId, accountId, familyId, issuedAtSec, isPicture, role, url, headers] = JSON.parse(plain) as [string, string, string, number, number, RelayClaim['role'], string, Record<string, string>];
    return { streamId, accountId, familyId, issuedAtSec, isPicture: isPicture === 1, role, url, headers };
  }
}
