import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { LoopbackServer } from '#test/harness/loopback';
import { findSignatureFault } from './signature-v4';
import type { SigningKey } from './signature-v4';

/** A server that speaks S3, as long as a test file lives, and works out every signature. */
export interface TestS3 {
  /** `s3://…` of an empty bucket. */
  readonly url: string;
  /** What requests were refused for, oldest first. */
  readonly faults: readonly string[];
  stop(): Promise<void>;
}

const KEY: SigningKey = { accessKey: 'HEARTHTEST', secretKey: 'wJalr/XUtnFEMI+K7MDENG/bPx', region: 'eu-test-1' };
const BUCKET = 'hearth';
const MOST_KEYS = 1000;

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part as Uint8Array));
  return Buffer.concat(parts);
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}

/** A bucket in memory that answers as S3 does to what is signed rightly. */
class Bucket {
  readonly faults: string[] = [];
  private readonly objects = new Map<string, Buffer>();

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const { method = 'GET', url: target = '/' } = request;
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : value]));
    const fault = findSignatureFault({ method, target, headers, body }, KEY, Date.now());
    if (fault !== null) {
      this.faults.push(fault);
      this.refuse(response, 403, fault);
      return;
    }
    const url = new URL(target, 'http://s3');
    const [, bucket = '', ...rest] = url.pathname.split('/').map(decodeURIComponent);
    const key = rest.join('/');
    if (bucket !== BUCKET) this.refuse(response, 404, 'NoSuchBucket');
    else if (key === '') this.list(url.searchParams, response);
    else this.object(request, response, key, body);
  }

  private object(request: IncomingMessage, response: ServerResponse, key: string, body: Buffer): void {
    const { method, headers } = request;
    if (method === 'PUT') {
      const sum = headers['content-md5'];
      if (sum !== undefined && sum !== createHash('md5').update(body).digest('base64')) return this.refuse(response, 400, 'BadDigest');
      this.objects.set(key, body);
      response.writeHead(200).end();
      return undefined;
    }
    if (method === 'DELETE') {
      this.objects.delete(key);
      response.writeHead(204).end();
      return undefined;
    }
    const stored = this.objects.get(key);
    if (stored === undefined) return this.refuse(response, 404, 'NoSuchKey');
    const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '') ?? [];
    const part = first === undefined || last === undefined ? stored : stored.subarray(Number(first), Number(last) + 1);
    const range = part === stored ? {} : { 'content-range': `bytes ${String(first)}-${String(last)}/${String(stored.length)}` };
    response.writeHead(part === stored ? 200 : 206, { 'content-length': part.length, ...range }).end(method === 'HEAD' ? undefined : part);
    return undefined;
  }

  private list(query: URLSearchParams, response: ServerResponse): void {
    const after = query.get('continuation-token') ?? '';
    const most = Math.min(MOST_KEYS, Number(query.get('max-keys') ?? MOST_KEYS));
    const keys = Array.from(this.objects.keys()).filter((key) => key.startsWith(query.get('prefix') ?? '') && key > after).sort();
    const page = keys.slice(0, most);
    const next = keys.length > most ? `<NextContinuationToken>${escaped(page[page.length - 1] ?? '')}</NextContinuationToken>` : '';
    const entries = page.map((key) => `<Contents><Key>${escaped(key)}</Key></Contents>`).join('');
    response.writeHead(200, { 'content-type': 'application/xml' }).end(`<?xml version="1.0"?><ListBucketResult>${entries}${next}</ListBucketResult>`);
  }

  private refuse(response: ServerResponse, status: number, code: string): void {
    response.writeHead(status, { 'content-type': 'application/xml' }).end(`<?xml version="1.0"?><Error><Code>${code}</Code></Error>`);
  }
}

/** Starts one on a free port of this machine. */
export async function startS3(): Promise<TestS3> {
  const bucket = new Bucket();
  const server = new LoopbackServer((request, response) => {
    bucket.answer(request, response).catch(() => response.destroy());
  });
  await server.listen();
  return {
    url: `s3://${KEY.accessKey}:${encodeURIComponent(KEY.secretKey)}@127.0.0.1:${String(server.port)}/${BUCKET}/platform?plain=1&region=${KEY.region}`,
    faults: bucket.faults,
    stop: () => server.close(),
  };
}
