import { AppError, HOUR_MS, SECOND_MS } from '#core/base';
import { decodeUtf8 } from '#core/text';
import { parseWireRelayAddresses, parseWireRelayHead, RELAY_HEAD } from '#core/wire';
import type { WireRelayAddresses, WireRelayHead } from '#core/wire';
import type { ClockPort, HttpRequest, HttpResponse } from '#ports';
import type { PlatformApi } from '#sources/platform';
import { relayFailure } from './relay-failure';
import type { Tunnel, TunnelStream, TunnelWish } from './tunnel';

/** How the relay is spoken to: the signed-in side of the platform. */
export type RelayApi = Pick<PlatformApi, 'call' | 'open' | 'absolute'>;

const HEAD_TIMEOUT_MS = 10 * SECOND_MS;
/** What the way to the relay may take beside the host's own time. */
const RELAY_TIME_MS = 5 * SECOND_MS;
/** Addresses of pictures are good for at least twice as long. */
const PICTURE_LIFE_MS = 3 * HOUR_MS;
const MAX_PICTURES = 1_000;
/** Addresses of one call. */
const MAX_ADDRESSES = 50;

interface WaitingPicture {
  readonly url: string;
  readonly tell: (address: string | null) => void;
}

/** The relay of the platform the viewer is signed in to. Signed out, or where it cannot be reached, nothing goes anywhere. */
export class RelayTunnel implements Tunnel {
  private readonly api: () => RelayApi | null;
  private readonly clock: ClockPort;
  private readonly pictures = new Map<string, { readonly address: string; readonly atMs: number }>();
  private waiting: WaitingPicture[] = [];

  /** `api` is asked at every call: signing in and out changes it. */
  constructor(api: () => RelayApi | null, clock: ClockPort) {
    this.api = api;
    this.clock = clock;
  }

  async request(request: HttpRequest): Promise<HttpResponse> {
    const { url, method = 'GET', headers = {}, body, signal, headTimeoutMs = HEAD_TIMEOUT_MS } = request;
    if (method === 'PUT' || method === 'DELETE') throw new AppError('source.unsupported');
    const text = typeof body === 'object' ? decodeUtf8(body, 0, body.length) : body;
    const answer = await this.present().open({
      path: '/relay/requests',
      method: 'POST',
      body: { url, method, headers, headTimeoutMs: Math.max(SECOND_MS, Math.min(headTimeoutMs, 60 * SECOND_MS)), ...(text === undefined ? {} : { body: text }) },
      headTimeoutMs: headTimeoutMs + RELAY_TIME_MS,
      ...(signal === undefined ? {} : { signal }),
    });
    if (!answer.ok) throw relayFailure(answer.error);
    const head = parseWireRelayHead(answer.value.header(RELAY_HEAD) ?? '');
    if (!head.ok) {
      answer.value.close();
      throw new AppError('net.tunnel-down', { cause: head.error });
    }
    return throughRelay(answer.value, head.value, url);
  }

  async openStream({ url, headers, beside, isManifest }: TunnelWish): Promise<TunnelStream> {
    const others = beside.slice(0, MAX_ADDRESSES - 1);
    const { id, urls } = await this.sign([url].concat(others), isManifest ? { headers, isManifest } : { headers });
    const [first = '', ...rest] = urls;
    let isOpen = true;
    const close = (): void => {
      if (!isOpen) return;
      isOpen = false;
      // One that is not told ends by itself when nobody reads from it.
      void this.api()?.call({ path: `/relay/streams/${id}`, method: 'DELETE' });
    };
    return { url: first, beside: beside.map((_each, index) => rest[index] ?? ''), close };
  }

  pictureAddress(url: string): Promise<string | null> {
    const known = this.pictures.get(url);
    if (known !== undefined && this.clock.nowMs() - known.atMs < PICTURE_LIFE_MS) return Promise.resolve(known.address);
    return new Promise((resolve) => {
      this.waiting.push({ url, tell: resolve });
      // Those asked for in the same turn go together.
      if (this.waiting.length === 1) void Promise.resolve().then(() => this.signPictures());
    });
  }

  private async signPictures(): Promise<void> {
    const waiting = this.waiting.slice(0, MAX_ADDRESSES);
    this.waiting = this.waiting.slice(MAX_ADDRESSES);
    if (this.waiting.length > 0) void this.signPictures();
    const urls = await this.sign(waiting.map(({ url }) => url), { isPicture: true }).then((signed) => signed.urls, () => [] as readonly string[]);
    if (this.pictures.size > MAX_PICTURES) this.pictures.clear();
    waiting.forEach(({ url, tell }, index) => {
      const address = urls[index] ?? '';
      if (address !== '') this.pictures.set(url, { address, atMs: this.clock.nowMs() });
      tell(address === '' ? null : address);
    });
  }

  private async sign(urls: readonly string[], more: object): Promise<WireRelayAddresses> {
    const api = this.present();
    const answer = await api.call({ path: '/relay/streams', method: 'POST', body: { urls, ...more } });
    if (!answer.ok) throw relayFailure(answer.error);
    const signed = parseWireRelayAddresses(answer.value.value, urls.length);
    if (!signed.ok) throw new AppError('net.tunnel-down', { cause: signed.error });
    return { id: signed.value.id, urls: signed.value.urls.map((url) => api.absolute(url)) };
  }

  private present(): RelayApi {
    const api = this.api();
    if (api === null) throw new AppError('net.tunnel-down');
    return api;
  }
}

/** The host's head with the body as the relay passes it on. */
function throughRelay(response: HttpResponse, head: WireRelayHead, url: string): HttpResponse {
  const length = Number(head.headers['content-length'] ?? NaN);
  return {
    status: head.status,
    url: head.url === '' ? url : head.url,
    lengthBytes: Number.isFinite(length) ? length : null,
    header: (name) => head.headers[name.toLowerCase()] ?? null,
    read: () => response.read(),
    close: () => { response.close(); },
  };
}
