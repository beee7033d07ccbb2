import { AppError } from '#core/base';
import type { ErrorCode } from '#core/base';
import type { HttpRequest, HttpResponse, PhoneDoor, ProxyRoute, RelayedStream, RelayWish, ServicePort } from '#ports';
import { FakeHttp } from './fake-http';

/** A helper on the set whose requests are scripted apart from the engine's: what arrives at `host.http` went directly. */
export class FakeService implements ServicePort {
  /** Answers to what goes through the service. */
  readonly http = new FakeHttp();
  readonly routes: Array<ProxyRoute | null> = [];
  readonly streams: RelayWish[] = [];
  /** Streams that are open now. */
  open = 0;
  /** Ways for phones that were opened, oldest first; tests may shut them. */
  readonly doors: Array<PhoneDoor & { isShut: boolean }> = [];
  isMissing = false;
  /** While set every call fails with it. */
  failsWith: ErrorCode | null = null;

  request(request: HttpRequest, route: ProxyRoute | null): Promise<HttpResponse> {
    this.routes.push(route);
    if (this.failsWith !== null) return Promise.reject(new AppError(this.failsWith));
    return this.http.request(request);
  }

  openStream(wish: RelayWish): Promise<RelayedStream> {
    this.streams.push(wish);
    if (this.failsWith !== null) return Promise.reject(new AppError(this.failsWith));
    this.open += 1;
    let isOpen = true;
    const prefix = `http://127.0.0.1:9000/stream/${String(this.streams.length)}/`;
    return Promise.resolve({
      url: `${prefix}first`,
      addressOf: (url) => `${prefix}${encodeURIComponent(url)}`,
      close: () => {
        if (isOpen) this.open -= 1;
        isOpen = false;
      },
    });
  }

  openPhoneDoor(): Promise<PhoneDoor> {
    if (this.failsWith !== null) return Promise.reject(new AppError(this.failsWith));
    const door = {
      url: `http://127.0.0.1:9000/door/${String(this.doors.length + 1)}`,
      isShut: false,
      shut: () => {
        door.isShut = true;
      },
    };
    this.doors.push(door);
    return Promise.resolve(door);
  }
}
