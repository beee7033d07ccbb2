import { AppError } from '#core/base';
import type { HttpPort, HttpRequest, HttpResponse, ProxyRoute, ServicePort } from '#ports';

/** Headers that frame a message: Node writes them. */
const FRAMING = new Set(['connection', 'content-length', 'expect', 'host', 'keep-alive', 'te', 'trailer', 'transfer-encoding', 'upgrade']);

/**
 * Requests through a proxy alone. Where the host has no service, or the proxy cannot be used, a request fails
 * (`net.tunnel-down`, `net.tunnel-refused`): nothing is ever sent directly.
 */
export class RoutedHttp implements HttpPort {
  readonly forbiddenHeaders: ReadonlySet<string> = FRAMING;
  private readonly service: ServicePort | null;
  private readonly route: ProxyRoute;

  constructor(service: ServicePort | null, route: ProxyRoute) {
    this.service = service;
    this.route = route;
  }

  async request(request: HttpRequest): Promise<HttpResponse> {
    const { service } = this;
    if (service === null || isGone(service)) throw new AppError('net.tunnel-down');
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(request.headers ?? {})) if (!FRAMING.has(name.toLowerCase())) headers[name.toLowerCase()] = value;
    try {
      return await service.request({ ...request, headers }, this.route);
    } catch (error) {
      // A service that turned out not to be there is a tunnel that is down.
      throw isGone(service) ? new AppError('net.tunnel-down') : error;
    }
  }
}

/** Whether it turned out not to be there, which an answer in between may have told. */
export function isGone(service: ServicePort): boolean {
  return service.isMissing;
}
