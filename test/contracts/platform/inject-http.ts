import type { FastifyInstance } from 'fastify';
import type { HttpPort, HttpRequest, HttpResponse } from '#ports';

/** Answers arrive in pieces, as from a network. */
const CHUNK_BYTES = 16 * 1024;

/** The app's way to other machines, leading straight into a platform without a socket between. */
export class InjectHttp implements HttpPort {
  readonly forbiddenHeaders: ReadonlySet<string> = new Set(['user-agent', 'referer']);

  constructor(private readonly app: FastifyInstance) {}

  async request(request: HttpRequest): Promise<HttpResponse> {
    const { host, pathname, search } = new URL(request.url);
    const answer = await this.app.inject({
      method: request.method ?? 'GET',
      url: pathname + search,
      headers: { ...request.headers, host },
      ...(request.body === undefined ? {} : { payload: typeof request.body === 'string' ? request.body : Buffer.from(request.body) }),
    });
    const bytes = new Uint8Array(answer.rawPayload);
    let at = 0;
    return {
      status: answer.statusCode,
      url: request.url,
      header: (name) => {
        const value = answer.headers[name];
        return value === undefined ? null : String(value);
      },
      lengthBytes: bytes.length,
      async read() {
        if (at >= bytes.length) return null;
        const chunk = bytes.subarray(at, at + CHUNK_BYTES);
        at += chunk.length;
        return chunk;
      },
      close() {
        at = bytes.length;
      },
    };
  }
}
