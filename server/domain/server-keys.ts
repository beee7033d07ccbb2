import { createHmac, hkdfSync, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

/** What a key is for. Each purpose has its own key, so that one kind of token can never pass for another. */
export type KeyPurpose = 'access' | 'media' | 'form' | 'stream' | 'pin' | 'payment' | 'console' | 'analytics' | 'ads' | 'relay' | 'drm' | 'folder-picture' | 'memory';

/** Makes and checks message authentication codes with keys derived from the server's one secret. */
export class ServerKeys {
  private readonly keys: Readonly<Record<KeyPurpose, Buffer>>;

  /** `secret` is at least 32 random bytes. */
  constructor(secret: Uint8Array) {
    const derive = (purpose: KeyPurpose): Buffer => Buffer.from(hkdfSync('sha256', secret, '', `hearth/${purpose}/1`, 32));
    this.keys = { access: derive('access'), media: derive('media'), form: derive('form'), stream: derive('stream'), pin: derive('pin'), payment: derive('payment'), console: derive('console'), analytics: derive('analytics'), ads: derive('ads'), relay: derive('relay'), drm: derive('drm'), 'folder-picture': derive('folder-picture'), memory: derive('memory') };
  }

  /** HMAC-SHA-256 of `text`, base64url, 43 characters. */
  sign(purpose: KeyPurpose, text: string): string {
    return createHmac('sha256', this.keys[purpose]).update(text).digest('base64url');
  }

  /** Whether `signature` is that of `text`; takes the same time whatever differs. */
  isSigned(purpose: KeyPurpose, text: string, signature: string): boolean {
    return isSameText(this.sign(purpose, text), signature);
  }
}

/** Compares two texts in a time that does not tell where they differ. */
export function isSameText(first: string, second: string): boolean {
  const left = Buffer.from(first);
  const right = Buffer.from(second);
  return left.length === right.length && timingSafeEqual(left, right);
}

/** A random text of `bytes` random bytes, base64url. */
export function randomToken(bytes = 32): string {
  return randomBytes(bytes).toString('base64url');
}

/** A random number from 0 to just below 1. */
export function randomShare(): number {
  return randomInt(2 ** 32) / 2 ** 32;
}

/** A random text of `length` letters of `alphabet` (at most 256), every letter equally likely. */
export function randomLetters(alphabet: string, length: number): string {
  const limit = 256 - (256 % alphabet.length);
  let text = '';
  while (text.length < length) {
    for (const byte of randomBytes(length * 2)) {
      if (byte < limit && text.length < length) text += alphabet.charAt(byte % alphabet.length);
    }
  }
  return text;
}
