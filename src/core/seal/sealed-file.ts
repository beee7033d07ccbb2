import { AppError, fail, ok } from '../base';
import type { Result, Steps } from '../base';
import { scryptSteps } from '../parental';
import type { ScryptCost } from '../parental';
import { encodeUtf8, joinBytes, sha256Hash } from '../text';
import { KEY_BYTES, NONCE_BYTES, openSteps, sealSteps, TAG_BYTES } from './aead';

/** What a sealed file begins with: `HRTHSEAL`. */
const MAGIC = Uint8Array.of(0x48, 0x52, 0x54, 0x48, 0x53, 0x45, 0x41, 0x4c);
/** The version this app writes, and the oldest it reads. */
const VERSION = 1;
const OLDEST = 1;
const SALT_BYTES = 16;
const CHECK_BYTES = 8;
const SALT_AT = 12;
const NONCE_AT = SALT_AT + SALT_BYTES;
const CHECK_AT = NONCE_AT + NONCE_BYTES;
const BODY_AT = CHECK_AT + CHECK_BYTES;
/** A file asks for no more than 64 MiB to be opened, whatever it says of itself. */
const MOST_LOG_N = 16;
const MOST_R = 8;

/** What makes a sealed file differ from every other: random, never used again. */
export interface SealRandom {
  readonly salt: Uint8Array;
  readonly nonce: Uint8Array;
}

/** How many random bytes {@link sealFileSteps} needs. */
export const SEAL_RANDOM_BYTES = SALT_BYTES + NONCE_BYTES;

/** Takes random bytes apart for one file. */
export function sealRandom(bytes: Uint8Array): SealRandom {
  return { salt: bytes.subarray(0, SALT_BYTES), nonce: bytes.subarray(SALT_BYTES, SEAL_RANDOM_BYTES) };
}

function check(head: Uint8Array, body: Uint8Array): Uint8Array {
  return sha256Hash(joinBytes([head, body])).subarray(0, CHECK_BYTES);
}

/**
 * A file that only who knows `words` can read: what it is, its version, how the key is made of the words (scrypt), and the rest encrypted. The
 * 16 bytes of salt and what `cost` says stand in it, so that later versions may ask for more.
 */
export function* sealFileSteps(words: string, plain: Uint8Array, { salt, nonce }: SealRandom, cost: ScryptCost): Steps<Uint8Array> {
  const head = joinBytes([MAGIC, Uint8Array.of(VERSION, Math.round(Math.log(cost.n) / Math.LN2), cost.r, 0), salt, nonce]);
  const key = yield* scryptSteps(encodeUtf8(words), salt, cost, KEY_BYTES);
  const body = yield* sealSteps({ key, nonce }, head, plain);
  return joinBytes([head, check(head, body), body]);
}

/**
 * Whether these bytes are a file this app can open, before anybody is asked for words: `backup.foreign` for something else, `backup.too-new` and
 * `backup.too-old` by its version, `backup.damaged` when a byte is missing or changed.
 */
export function judgeSealedFile(bytes: Uint8Array): Result<void, AppError> {
  if (bytes.length < MAGIC.length || MAGIC.some((byte, at) => bytes[at] !== byte)) return fail(new AppError('backup.foreign'));
  const version = bytes[8] ?? 0;
  if (version > VERSION) return fail(new AppError('backup.too-new', { facts: { version } }));
  if (version < OLDEST) return fail(new AppError('backup.too-old', { facts: { version } }));
  const [logN = 0, r = 0] = [bytes[9], bytes[10]];
  const isWhole = bytes.length >= BODY_AT + TAG_BYTES && logN >= 1 && logN <= MOST_LOG_N && r >= 1 && r <= MOST_R;
  if (!isWhole) return fail(new AppError('backup.damaged'));
  const sum = check(bytes.subarray(0, CHECK_AT), bytes.subarray(BODY_AT));
  return sum.every((byte, at) => bytes[CHECK_AT + at] === byte) ? ok(undefined) : fail(new AppError('backup.damaged'));
}

/** What is in a sealed file. Errors: those of {@link judgeSealedFile}, and `backup.wrong-words` when `words` are not those it was sealed with. */
export function* openFileSteps(words: string, bytes: Uint8Array): Steps<Result<Uint8Array, AppError>> {
  const judged = judgeSealedFile(bytes);
  if (!judged.ok) return judged;
  const cost: ScryptCost = { n: 2 ** (bytes[9] ?? 1), r: bytes[10] ?? 1, p: 1 };
  const key = yield* scryptSteps(encodeUtf8(words), bytes.subarray(SALT_AT, NONCE_AT), cost, KEY_BYTES);
  const plain = yield* openSteps({ key, nonce: bytes.subarray(NONCE_AT, CHECK_AT) }, bytes.subarray(0, CHECK_AT), bytes.subarray(BODY_AT));
  return plain === null ? fail(new AppError('backup.wrong-words')) : ok(plain);
}
