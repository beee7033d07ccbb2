import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** A request as it came in. */
export interface SignedRequest {
  readonly method: string;
  /** Path and query, as they were sent. */
  readonly target: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}

/** Who may ask, and where. */
export interface SigningKey {
  readonly accessKey: string;
  readonly secretKey: string;
  readonly region: string;
}

/** S3's name for what is wrong; `null`: nothing is. */
export type SignatureFault = 'AccessDenied' | 'InvalidAccessKeyId' | 'SignatureDoesNotMatch' | 'RequestTimeTooSkewed' | 'AuthorizationHeaderMalformed' | 'XAmzContentSHA256Mismatch' | null;

/** How far a request's clock may be off. */
const SKEW_MS = 15 * 60_000;

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text, 'utf8').digest();
}

function sha256(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** As AWS wants it: everything but letters, digits and `-_.~`. */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Path and query in the order and spelling that are signed. */
function canonicalTarget(target: string): readonly [path: string, query: string] {
  const [path = '', query = ''] = target.split('?');
  const segments = path.split('/').map((part) => encoded(decodeURIComponent(part)));
  const pairs = query === '' ? [] : query.split('&').map((pair) => {
    const [name = '', value = ''] = pair.split('=');
    const plain = (text: string): string => encoded(decodeURIComponent(text.replace(/\+/g, ' ')));
    return [plain(name), plain(value)] as const;
  });
  const sorted = [...pairs].sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : x > y ? 1 : 0));
  return [segments.join('/'), sorted.map(([name, value]) => `${name}=${value}`).join('&')];
}

/** When `20261127T120000Z` is, milliseconds since 1970; `NaN` for what is no time. */
function timeOf(stamp: string): number {
  return Date.parse(stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}

interface Credential {
  readonly accessKey: string;
  readonly scope: string;
  readonly day: string;
  readonly region: string;
  readonly signed: readonly string[];
  readonly signature: string;
}

function credentialOf(header: string): Credential | null {
  const [, accessKey, day, region, signed, signature] = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(header) ?? [];
  if (accessKey === undefined || day === undefined || region === undefined || signed === undefined || signature === undefined) return null;
  return { accessKey, day, region, scope: `${day}/${region}/s3/aws4_request`, signed: signed.split(';'), signature };
}

/**
 * Works out the signature of a request to S3 (AWS Signature Version 4, header form) from AWS's own description, and compares it; also whether what
 * is signed covers host, time and all `x-amz-` headers, the body is the one whose sum is signed, and the time is near `nowMs`.
 */
export function findSignatureFault({ method, target, headers, body }: SignedRequest, key: SigningKey, nowMs: number): SignatureFault {
  const header = headers['authorization'] ?? '';
  if (header === '') return 'AccessDenied';
  const credential = credentialOf(header);
  if (credential === null || credential.region !== key.region) return 'AuthorizationHeaderMalformed';
  if (credential.accessKey !== key.accessKey) return 'InvalidAccessKeyId';
  const stamp = headers['x-amz-date'] ?? '';
  if (!stamp.startsWith(credential.day) || !(Math.abs(timeOf(stamp) - nowMs) <= SKEW_MS)) return 'RequestTimeTooSkewed';
  const needed = ['host', ...Object.keys(headers).filter((name) => name.startsWith('x-amz-'))];
  if (needed.some((name) => !credential.signed.includes(name))) return 'AccessDenied';
  const bodySum = headers['x-amz-content-sha256'] ?? '';
  if (bodySum !== 'UNSIGNED-PAYLOAD' && bodySum !== sha256(body)) return 'XAmzContentSHA256Mismatch';
  const [path, query] = canonicalTarget(target);
  const lines = credential.signed.map((name) => `${name}:${(headers[name] ?? '').trim().replace(/ +/g, ' ')}\n`).join('');
  const request = [method, path, query, lines, credential.signed.join(';'), bodySum].join('\n');
  const words = ['AWS4-HMAC-SHA256', stamp, credential.scope, sha256(request)].join('\n');
  const signing = ['s3', 'aws4_request'].reduce((with_, part) => hmac(with_, part), hmac(hmac(`AWS4${key.secretKey}`, credential.day), key.region));
  const right = hmac(signing, words);
  return timingSafeEqual(right, Buffer.from(credential.signature, 'hex')) ? null : 'SignatureDoesNotMatch';
}
