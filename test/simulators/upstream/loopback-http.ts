import { request as start } from 'node:http';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { AppError } from '#core/base';
import type { CancelSignal } from '#core/base';
import type { HttpPort, HttpRequest, HttpResponse } from '#ports';

/** What an engine does not let a page set. */
const ENGINE_FORBIDS: readonly string[] = ['cookie', 'user-agent', 'referer'];

function read(message: IncomingMessage, url: string, signal: CancelSignal | undefined): HttpResponse {
  const chunks = message[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const length = Number(message.headers['content-length'] ?? NaN);
  return {
    status: message.statusCode ?? 0,
    url,
    header: (name) => {
      const value = message.headers[name];
      return value === undefined ? null : String(value);
    },
    lengthBytes: Number.isFinite(length) ? length : null,
    async read() {
      try {
        const next = await chunks.next();
        return next.done === true ? null : new Uint8Array(next.value);
      } catch (error) {
        throw new AppError(signal?.isCancelled === true ? 'net.cancelled' : 'net.unreachable', { cause: error });
      }
    },
    close() {
      message.destroy();
    },
  };
}

/** Real requests to simulated providers; as an engine sends them (`isEngine`), or with every header as the app wishes. */
export class LoopbackHttp implements HttpPort {
  readonly forbiddenHeaders: ReadonlySet<string>;

  constructor(isEngine = false) {
    this.forbiddenHeaders = new Set(isEngine ? ENGINE_FORBIDS : []);
  }

  request(request: HttpRequest): Promise<HttpResponse> {
    const headers = Object.fromEntries(Object.entries(request.headers ?? {}).filter(([name]) => !this.forbiddenHeaders.has(name)));
    const { signal } = request;
    return new Promise((resolve, reject) => {
      if (signal?.isCancelled === true) {
        reject(new AppError('net.cancelled'));
        return;
      }
      const sent: ClientRequest = start(request.url, { method: request.method ?? 'GET', headers }, (message) => {
        resolve(read(message, request.url, signal));
      });
      signal?.onCancel(() => sent.destroy());
      sent.on('error', (error) => reject(new AppError(signal?.isCancelled === true ? 'net.cancelled' : 'net.unreachable', { cause: error })));
      sent.end(request.body);
    });
  }
}
