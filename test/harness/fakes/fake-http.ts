import { AppError } from '#core/base';
import type { ErrorCode } from '#core/base';
import type { HttpPort, HttpRequest, HttpResponse } from '#ports';

/** What a scripted address answers. `body` objects become JSON; `chunkBytes` cuts the body. */
export interface FakeAnswer {
  readonly status?: number;
  readonly body?: string | Uint8Array | object;
  readonly headers?: Readonly<Record<string, string>>;
  readonly url?: string;
  readonly chunkBytes?: number;
  /** Fails after the head, when the body is read. */
  readonly breaksWith?: ErrorCode;
}

/** An answer, a missing answer (`net.*`), `hang` (until cancelled), or what a function says to the request. */
export type FakeReply = FakeAnswer | ErrorCode | 'hang' | ((request: HttpRequest) => FakeAnswer | ErrorCode | 'hang');

interface Route {
  readonly matches: (request: HttpRequest) => boolean;
  reply: FakeReply;
}

function bytesOf(body: FakeAnswer['body']): Uint8Array {
  if (body === undefined) return new Uint8Array(0);
  if (body instanceof Uint8Array) return body;
  return new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body));
}

function respond(request: HttpRequest, answer: FakeAnswer): HttpResponse {
  const bytes = bytesOf(answer.body);
  const step = answer.chunkBytes ?? Math.max(1, bytes.length);
  const isJson = typeof answer.body === 'object' && !(answer.body instanceof Uint8Array);
  const headers: Record<string, string> = isJson ? { 'content-type': 'application/json' } : {};
  for (const name of Object.keys(answer.headers ?? {})) headers[name.toLowerCase()] = answer.headers?.[name] ?? '';
  let at = 0;
  return {
    status: answer.status ?? 200,
    url: answer.url ?? request.url,
    header: (name) => headers[name] ?? null,
    lengthBytes: bytes.length,
    read() {
      if (request.signal?.isCancelled === true) return Promise.reject(new AppError('net.cancelled'));
      if (at >= bytes.length) {
        return answer.breaksWith === undefined ? Promise.resolve(null) : Promise.reject(new AppError(answer.breaksWith));
      }
      // A chunk belongs to who reads it.
      const chunk = bytes.slice(at, at + step);
      at += step;
      return Promise.resolve(chunk);
    },
    close() {
      at = bytes.length;
    },
  };
}

/** Scripted http: the newest matching rule answers; an address without a rule is unreachable. Requests are kept. */
export class FakeHttp implements HttpPort {
  readonly forbiddenHeaders: ReadonlySet<string> = new Set(['user-agent', 'referer']);
  readonly requests: HttpRequest[] = [];
  /** While false every request rejects with `net.offline`. */
  isOnline = true;
  private readonly routes: Route[] = [];

  /** Adds a rule: a text that the address contains, a pattern, or a function; `METHOD text` also checks the method. */
  on(match: string | RegExp | ((request: HttpRequest) => boolean), reply: FakeReply): void {
    this.routes.unshift({ matches: this.matcher(match), reply });
  }

  /** Requests whose address contains `text`. */
  count(text: string): number {
    return this.requests.filter((request) => request.url.indexOf(text) !== -1).length;
  }

  request(request: HttpRequest): Promise<HttpResponse> {
    this.requests.push(request);
    if (request.signal?.isCancelled === true) return Promise.reject(new AppError('net.cancelled'));
    if (!this.isOnline) return Promise.reject(new AppError('net.offline'));
    const route = this.routes.find((candidate) => candidate.matches(request));
    if (route === undefined) return Promise.reject(new AppError('net.unreachable'));
    const reply = typeof route.reply === 'function' ? route.reply(request) : route.reply;
    if (reply === 'hang') {
      return new Promise((_resolve, reject) => {
        request.signal?.onCancel(() => {
          reject(new AppError('net.cancelled'));
        });
      });
    }
    if (typeof reply === 'string') return Promise.reject(new AppError(reply));
    return Promise.resolve(respond(request, reply));
  }

  private matcher(match: string | RegExp | ((request: HttpRequest) => boolean)): (request: HttpRequest) => boolean {
    if (typeof match === 'function') return match;
    if (match instanceof RegExp) return (request) => match.test(request.url);
    const space = match.indexOf(' ');
    if (space === -1) return (request) => request.url.indexOf(match) !== -1;
    const method = match.slice(0, space);
    const text = match.slice(space + 1);
    return (request) => (request.method ?? 'GET') === method && request.url.indexOf(text) !== -1;
  }
}
