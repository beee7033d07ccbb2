import type { HttpPort, HttpRequest, HttpResponse } from '#ports';
import type { Tunnel } from './tunnel';

/** Headers that frame a message: whoever sends it writes them. */
const FRAMING = new Set(['connection', 'content-length', 'expect', 'host', 'keep-alive', 'te', 'trailer', 'transfer-encoding', 'upgrade']);

/** Requests through a tunnel alone, with any header but those that frame a message. Nothing is ever sent directly. */
export class RoutedHttp implements HttpPort {
  readonly forbiddenHeaders: ReadonlySet<string> = FRAMING;
  private readonly tunnel: Tunnel;

  constructor(tunnel: Tunnel) {
    this.tunnel = tunnel;
  }

  async request(request: HttpRequest): Promise<HttpResponse> {
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(request.headers ?? {})) if (!FRAMING.has(name.toLowerCase())) headers[name.toLowerCase()] = value;
    return this.tunnel.request({ ...request, headers });
  }
}
