import type { Steps } from '../base';
import { joinBytes } from '../text';
import { chacha20Steps } from './chacha20';
import { poly1305Steps } from './poly1305';

/** Bytes of a key. */
export const KEY_BYTES = 32;
/** Bytes of a nonce. */
export const NONCE_BYTES = 12;
/** Bytes of what proves that nothing was changed. */
export const TAG_BYTES = 16;

/** A key and what it may be used with once. */
export interface SealKey {
  readonly key: Uint8Array;
  /** Never the same twice with the same key. */
  readonly nonce: Uint8Array;
}

function padding(length: number): Uint8Array {
  return new Uint8Array((16 - (length % 16)) % 16);
}

function length64(length: number): Uint8Array {
  const bytes = new Uint8Array(8);
  for (let i = 0; i < 4; i += 1) bytes[i] = length >>> (i * 8);
  return bytes;
}

function* tagSteps({ key, nonce }: SealKey, head: Uint8Array, sealed: Uint8Array): Steps<Uint8Array> {
  const once = yield* chacha20Steps(key, 0, nonce, new Uint8Array(KEY_BYTES));
  return yield* poly1305Steps(once, joinBytes([head, padding(head.length), sealed, padding(sealed.length), length64(head.length), length64(sealed.length)]));
}

/** Encrypts `plain` and protects it and `head`, which stays readable, from being changed (ChaCha20-Poly1305, RFC 8439, 2.8): as long as `plain` and sixteen bytes. */
export function* sealSteps(by: SealKey, head: Uint8Array, plain: Uint8Array): Steps<Uint8Array> {
  const sealed = yield* chacha20Steps(by.key, 1, by.nonce, plain);
  return joinBytes([sealed, yield* tagSteps(by, head, sealed)]);
}

/** What {@link sealSteps} encrypted; `null` where key, nonce or head are others, or anything was changed. Nothing is decrypted before that is known. */
export function* openSteps(by: SealKey, head: Uint8Array, bytes: Uint8Array): Steps<Uint8Array | null> {
  if (bytes.length < TAG_BYTES) return null;
  const sealed = bytes.subarray(0, bytes.length - TAG_BYTES);
  const tag = yield* tagSteps(by, head, sealed);
  let differing = 0;
  for (let i = 0; i < TAG_BYTES; i += 1) differing |= (tag[i] ?? 0) ^ (bytes[sealed.length + i] ?? 0);
  return differing === 0 ? yield* chacha20Steps(by.key, 1, by.nonce, sealed) : null;
}
