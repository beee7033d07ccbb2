import { AppError, toAppError } from '#core/base';
import type { HttpRequest, HttpResponse, ProxyRoute, ServicePort } from '#ports';
import type { Tunnel, TunnelStream, TunnelWish } from './tunnel';

/** A proxy the viewer chose, reached by the set's own service. */
export class ProxyTunnel implements Tunnel {
  private readonly service: ServicePort | null;
  private readonly route: ProxyRoute;

  /** `service`: `null` where the host has none; then nothing goes anywhere. */
  constructor(service: ServicePort | null, route: ProxyRoute) {
    this.service = service;
    this.route = route;
  }

  async request(request: HttpRequest): Promise<HttpResponse> {
    const service = this.present();
    try {
      return await service.request(request, this.route);
    } catch (error) {
      // A service that turned out not to be there is a tunnel that is down.
      throw isGone(service) ? new AppError('net.tunnel-down') : error;
    }
  }

  async openStream({ url, headers, beside, isManifest, onBroken }: TunnelWish): Promise<TunnelStream> {
    const service = this.present();
    try {
      const relayed = await service.openStream({ url, headers, isManifest, route: this.route, onBroken });
      return { url: relayed.url, beside: beside.map((each) => relayed.addressOf(each)), close: () => { relayed.close(); } };
    } catch (error) {
      throw isGone(service) ? new AppError('net.tunnel-down') : toAppError(error, 'net.tunnel-down');
    }
  }

  private present(): ServicePort {
    const { service } = this;
    if (service === null || isGone(service)) throw new AppError('net.tunnel-down');
    return service;
  }
}

/** Whether it turned out not to be there, which an answer in between may have told. */
function isGone(service: ServicePort): boolean {
  return service.isMissing;
}
