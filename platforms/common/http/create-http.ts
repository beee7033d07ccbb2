import type { ClockPort, HttpPort, HttpRequest, HttpResponse } from '#ports';
import { FetchHttp } from './fetch-http';
import { FORBIDDEN_HEADERS, schemeOf } from './request-rules';
import { XhrHttp } from './xhr-http';

/** Chooses for every request between fetch and XHR. */
class ChoosingHttp implements HttpPort {
  readonly forbiddenHeaders = FORBIDDEN_HEADERS;
  private readonly fetchHttp: FetchHttp | null;
  private readonly xhrHttp: XhrHttp;
  private readonly isFilePage: boolean;

  constructor(fetchHttp: FetchHttp | null, xhrHttp: XhrHttp, isFilePage: boolean) {
    this.fetchHttp = fetchHttp;
    this.xhrHttp = xhrHttp;
    this.isFilePage = isFilePage;
  }

  request(request: HttpRequest): Promise<HttpResponse> {
    const scheme = schemeOf(request.url);
    const isFile = scheme === 'file' || (scheme === '' && this.isFilePage);
    return this.fetchHttp === null || isFile ? this.xhrHttp.request(request) : this.fetchHttp.request(request);
  }
}

/**
 * The HttpPort of a browser engine: streamed fetch where the engine has it, XHR for packaged files and old engines.
 * `isOnline` decides between `net.offline` and `net.unreachable`.
 */
export function createHttp(window: Window & typeof globalThis, clock: ClockPort, isOnline: () => boolean): HttpPort {
  const canStream = 'fetch' in window && 'Response' in window && 'body' in window.Response.prototype;
  const createAbort = 'AbortController' in window ? () => new window.AbortController() : null;
  const fetchHttp = canStream
    ? new FetchHttp({ fetch: (url, init) => window.fetch(url, init), createAbort, clock, isOnline })
    : null;
  const xhrHttp = new XhrHttp({ createXhr: () => new window.XMLHttpRequest(), clock, isOnline });
  return new ChoosingHttp(fetchHttp, xhrHttp, window.location.protocol === 'file:');
}
