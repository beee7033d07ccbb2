import { createCancelSource } from '#core/base';
import type { HttpPort, HttpResponse } from '#ports';
import { check, checkEqual, checkRejects } from './contract-case';
import type { ContractCase } from './contract-case';

/** A port and addresses of a server that behaves as named. */
export interface HttpBench {
  readonly http: HttpPort;
  readonly urls: {
    /** 200, `text/vtt`, some hundred bytes that begin with `WEBVTT`. */
    readonly text: string;
    /** 200, more than 100,000 bytes. */
    readonly large: string;
    readonly missing: string;
    readonly refused: string;
    /** Takes the connection and never answers. */
    readonly hang: string;
    /** Nobody listens there. */
    readonly dead: string;
  };
  /** Headers the server saw of the last request to `text`; `null` where it cannot be asked. */
  readonly seenHeaders: (() => Promise<Readonly<Record<string, unknown>>>) | null;
}

async function readAll(response: HttpResponse): Promise<Uint8Array> {
  const chunks: number[] = [];
  for (let chunk = await response.read(); chunk !== null; chunk = await response.read()) for (const byte of chunk) chunks.push(byte);
  return Uint8Array.from(chunks);
}

/** What every HttpPort keeps. */
export const HTTP_CONTRACT: ReadonlyArray<ContractCase<HttpBench>> = [
  {
    name: 'answers with status, headers and the whole body',
    run: async ({ http, urls }) => {
      const response = await http.request({ url: urls.text });
      checkEqual(response.status, 200, 'status');
      check((response.header('content-type') ?? '').includes('text/vtt'), 'the content type is missing');
      checkEqual(response.header('x-none'), null, 'a header that was not sent');
      const body = await readAll(response);
      check(String.fromCharCode(...Array.from(body.subarray(0, 6))) === 'WEBVTT', 'the body differs');
      checkEqual(response.lengthBytes, body.length, 'length');
      checkEqual(await response.read(), null, 'a read after the end');
    },
  },
  {
    name: 'resolves for every status that a server sends',
    run: async ({ http, urls }) => {
      for (const [url, status] of [[urls.missing, 404], [urls.refused, 403]] as const) {
        const response = await http.request({ url });
        checkEqual(response.status, status, 'status');
        response.close();
      }
    },
  },
  {
    name: 'asks without a body',
    run: async ({ http, urls }) => {
      const response = await http.request({ url: urls.large, method: 'HEAD' });
      checkEqual([response.status, (await readAll(response)).length], [200, 0], 'status and bytes');
    },
  },
  {
    name: 'sends what it may and drops what it may not',
    skip: ({ seenHeaders }) => seenHeaders === null,
    run: async ({ http, urls, seenHeaders }) => {
      const response = await http.request({ url: urls.text, headers: { 'x-contract': 'yes', 'user-agent': 'somebody', cookie: 'a=b' } });
      response.close();
      const seen = (await seenHeaders?.()) ?? {};
      // Asked afterwards: a host that leans on a helper knows only then whether it is there.
      const { forbiddenHeaders } = http;
      const mayCookie = !forbiddenHeaders.has('cookie');
      checkEqual([seen['x-contract'], seen['cookie'] ?? null], ['yes', mayCookie ? 'a=b' : null], 'headers');
      checkEqual(seen['user-agent'] === 'somebody', !forbiddenHeaders.has('user-agent'), 'the user agent that was told to be possible');
    },
  },
  {
    name: 'names a host that cannot be reached',
    run: async ({ http, urls }) => {
      await checkRejects(http.request({ url: urls.dead, headTimeoutMs: 5_000 }), ['net.unreachable'], 'a dead host');
    },
  },
  {
    name: 'names a host that does not answer',
    run: async ({ http, urls }) => {
      await checkRejects(http.request({ url: urls.hang, headTimeoutMs: 700 }), ['net.timeout'], 'a silent host');
    },
  },
  {
    name: 'refuses what is no address',
    run: async ({ http }) => {
      for (const url of ['', 'rtsp://host/stream', 'http://']) await checkRejects(http.request({ url }), ['source.bad-address'], url);
    },
  },
  {
    name: 'stops before, during and after the head when cancelled',
    run: async ({ http, urls }) => {
      const before = createCancelSource();
      before.cancel();
      await checkRejects(http.request({ url: urls.text, signal: before.signal }), ['net.cancelled'], 'before');
      const during = createCancelSource();
      const pending = http.request({ url: urls.hang, signal: during.signal });
      during.cancel();
      await checkRejects(pending, ['net.cancelled'], 'during');
      const after = createCancelSource();
      const response = await http.request({ url: urls.large, signal: after.signal });
      after.cancel();
      await checkRejects(response.read(), ['net.cancelled'], 'after');
    },
  },
  {
    name: 'lets a reader leave early',
    run: async ({ http, urls }) => {
      const response = await http.request({ url: urls.large });
      await response.read();
      response.close();
      response.close();
    },
  },
];
