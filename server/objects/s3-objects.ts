import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { AwsClient } from 'aws4fetch';
import { AppError } from '#core/base';
import { readEntities } from '#core/text';
import { judgedKey, judgedPrefix } from './object-key';
import type { ObjectRange, ObjectStore, StoredObject } from './object-store';

/** A bucket and who may use it. */
export interface S3Place {
  /** `https://s3.eu-central-1.amazonaws.com`, without a slash at the end. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKey: string;
  readonly secretKey: string;
  /** Before all keys, with a slash at the end; empty: none. */
  readonly prefix: string;
}

/** Until the head of an answer. Longer: a dead store holds up viewers; shorter: a large part on a slow line is given up. */
const TIMEOUT_MS = 30_000;
const TRIES = 3;
/** Keys of one answer; S3 gives no more. */
const PAGE = 1000;
/** Objects removed at once. */
const REMOVED_TOGETHER = 8;

function broken(message: string, cause?: unknown): AppError {
  return new AppError('storage.broken', { message: `the object store ${message}`, cause });
}

/** Texts of an XML element, entities resolved. */
function texts(xml: string, tag: string): readonly string[] {
  return Array.from(xml.matchAll(new RegExp(`<${tag}>([^<]*)</${tag}>`, 'g')), (match) => readEntities(match[1] ?? ''));
}

/** {@link ObjectStore} in a bucket of anything that speaks S3 (signature version 4, addresses with the bucket in their path). */
export class S3Objects implements ObjectStore {
  private readonly client: AwsClient;

  constructor(private readonly place: S3Place, private readonly pageSize = PAGE) {
    this.client = new AwsClient({ accessKeyId: place.accessKey, secretAccessKey: place.secretKey, region: place.region, service: 's3', retries: 0 });
  }

  async put(key: string, bytes: Uint8Array): Promise<void> {
    // S3 stores an object when its last byte has come, or not at all; the sum lets it refuse a damaged one.
    const headers = { 'content-md5': createHash('md5').update(bytes).digest('base64'), 'content-length': String(bytes.length) };
    const answer = await this.ask(this.urlOf(key), { method: 'PUT', headers, body: new Uint8Array(bytes) });
    await answer.arrayBuffer();
    if (!answer.ok) throw broken(`refuses to store (${String(answer.status)})`);
  }

  async size(key: string): Promise<number | null> {
    const answer = await this.ask(this.urlOf(key), { method: 'HEAD' });
    if (answer.status === 404) return null;
    if (!answer.ok) throw broken(`refuses to tell (${String(answer.status)})`);
    return Number(answer.headers.get('content-length') ?? 0);
  }

  async open(key: string, range?: ObjectRange): Promise<StoredObject | null> {
    const headers = range === undefined ? {} : { range: `bytes=${String(range.start)}-${String(range.end)}` };
    const answer = await this.ask(this.urlOf(key), { method: 'GET', headers });
    if (answer.status === 404) {
      await answer.arrayBuffer();
      return null;
    }
    if (!answer.ok || answer.body === null) throw broken(`refuses to send (${String(answer.status)})`);
    const whole = /\/(\d+)$/.exec(answer.headers.get('content-range') ?? '')?.[1] ?? answer.headers.get('content-length') ?? '0';
    // The platform's fetch hands out the stream of the web's kind, which Node's own types name apart.
    return { size: Number(whole), body: Readable.fromWeb(answer.body as ReadableStream<Uint8Array>) };
  }

  async read(key: string): Promise<Uint8Array | null> {
    const answer = await this.ask(this.urlOf(key), { method: 'GET' });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    if (answer.status === 404) return null;
    if (!answer.ok) throw broken(`refuses to send (${String(answer.status)})`);
    return bytes;
  }

  async *list(prefix: string): AsyncGenerator<readonly string[]> {
    const start = this.place.prefix + judgedPrefix(prefix);
    let token = '';
    do {
      const query = new URLSearchParams({ 'list-type': '2', prefix: start, 'max-keys': String(this.pageSize), ...(token === '' ? {} : { 'continuation-token': token }) });
      const answer = await this.ask(`${this.bucketUrl()}?${query.toString()}`, { method: 'GET' });
      const xml = await answer.text();
      if (!answer.ok) throw broken(`refuses to list (${String(answer.status)})`);
      const keys = texts(xml, 'Key').map((key) => key.slice(this.place.prefix.length));
      if (keys.length > 0) yield keys;
      token = texts(xml, 'NextContinuationToken')[0] ?? '';
    } while (token !== '');
  }

  async remove(keys: readonly string[]): Promise<void> {
    // One by one: not every store knows the request for many.
    for (let at = 0; at < keys.length; at += REMOVED_TOGETHER) {
      await Promise.all(keys.slice(at, at + REMOVED_TOGETHER).map(async (key) => {
        const answer = await this.ask(this.urlOf(key), { method: 'DELETE' });
        await answer.arrayBuffer();
        if (!answer.ok && answer.status !== 404) throw broken(`refuses to remove (${String(answer.status)})`);
      }));
    }
  }

  /** Throws `storage.broken` when the bucket cannot be used. */
  async check(): Promise<void> {
    const answer = await this.ask(`${this.bucketUrl()}?list-type=2&max-keys=1`, { method: 'GET' });
    await answer.arrayBuffer();
    if (!answer.ok) throw broken(`refuses the bucket or the key (${String(answer.status)})`);
  }

  private bucketUrl(): string {
    return `${this.place.endpoint}/${this.place.bucket}`;
  }

  private urlOf(key: string): string {
    return `${this.bucketUrl()}/${this.place.prefix}${judgedKey(key)}`;
  }

  /** Asks, and again when the store or the line fails: every request here may be repeated. */
  private async ask(url: string, init: { readonly method: string; readonly headers?: Readonly<Record<string, string>>; readonly body?: Uint8Array<ArrayBuffer> }): Promise<Response> {
    let failure: unknown = null;
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const ending = new AbortController();
      const timer = setTimeout(() => { ending.abort(); }, TIMEOUT_MS);
      try {
        const answer = await this.client.fetch(url, { ...init, signal: ending.signal });
        if (answer.status < 500 || attempt === TRIES - 1) return answer;
        await answer.arrayBuffer();
      } catch (error) {
        failure = error;
      } finally {
        clearTimeout(timer);
      }
    }
    throw broken('does not answer', failure);
  }
}

/** The bucket of `s3://ACCESS:SECRET@host[:port]/bucket[/prefix][?region=…&plain=1]`; `null` for what is none. `plain`: http, for a store in one's own network. */
export function readS3Place(text: string): S3Place | null {
  const url = /^s3:\/\//i.test(text) && URL.canParse(text) ? new URL(text) : null;
  const [, bucket = '', ...rest] = url?.pathname.split('/') ?? [];
  if (url === null || url.hostname === '' || url.username === '' || url.password === '' || !/^[a-z0-9][a-z0-9.-]{1,62}$/.test(bucket)) return null;
  const prefix = rest.filter((part) => part !== '').join('/');
  if (prefix !== '' && !/^[\w-][\w./-]*$/.test(prefix)) return null;
  return {
    endpoint: `${url.searchParams.get('plain') === '1' ? 'http' : 'https'}://${url.host}`,
    bucket,
    region: url.searchParams.get('region') ?? 'us-east-1',
    accessKey: decodeURIComponent(url.username),
    secretKey: decodeURIComponent(url.password),
    prefix: prefix === '' ? '' : `${prefix}/`,
  };
}
