import { AppError, ERRORS, NEVER_CANCELLED } from '#core/base';
import type { CancelSignal, Disposer, ErrorCode } from '#core/base';
import { isRecord } from '#platforms/common';
import type { ClockPort, HttpPort, HttpRequest, HttpResponse, PhoneDoor, ProxyRoute, RelayedStream, RelayWish, ServicePort } from '#ports';
import type { LunaAnswer, LunaBridge } from './luna-bridge';

const HEAD_TIMEOUT_MS = 10_000;
/** On an old set the first call starts the service, which takes seconds; smaller: it would count as missing. */
const START_MS = 5_000;

/** What the service of an LG set is spoken to with. */
export interface WebosServiceDependencies {
  readonly luna: LunaBridge;
  readonly clock: ClockPort;
  /** The engine's own requests: bodies are collected from the set itself with them. */
  readonly http: HttpPort;
  /** Id of the packaged app; its service is named after it. */
  readonly appId: string;
}

/** ServicePort over the app's own JavaScript service (webos/service). */
export class WebosService implements ServicePort {
  private readonly deps: WebosServiceDependencies;
  private isGone = false;

  constructor(dependencies: WebosServiceDependencies) {
    this.deps = dependencies;
  }

  get isMissing(): boolean {
    return this.isGone;
  }

  async request(request: HttpRequest, route: ProxyRoute | null): Promise<HttpResponse> {
    const signal = request.signal ?? NEVER_CANCELLED;
    const { url, method, headers, body, idleTimeoutMs } = request;
    const headTimeoutMs = request.headTimeoutMs ?? HEAD_TIMEOUT_MS;
    const parameters = {
      url, method, headers, headTimeoutMs, idleTimeoutMs, ...route === null ? {} : { route },
      ...(body === undefined ? {} : typeof body === 'string' ? { body } : { bodyBase64: base64Of(body) }),
    };
    const call = this.call('fetch', parameters, signal, headTimeoutMs + START_MS);
    const head = await call.first;
    try {
      const local = await this.deps.http.request({ url: textOf(head, 'bodyUrl'), signal, ...(idleTimeoutMs === undefined ? {} : { idleTimeoutMs }) });
      return new ServiceResponse(head, request.url, local, call.end);
    } catch (error) {
      call.end();
      throw error;
    }
  }

  async openStream(wish: RelayWish): Promise<RelayedStream> {
    const { url, headers, route, isManifest = false } = wish;
    const call = this.call('stream', { url, headers, ...(isManifest ? { isManifest } : {}), ...(route === null ? {} : { route }) }, NEVER_CANCELLED, START_MS, (answer) => {
      wish.onBroken?.(errorOf(answer));
    });
    const local = textOf(await call.first, 'streamUrl');
    // …/stream/<ticket>/<address>/<name>
    const prefix = local.replace(/[^/]*\/[^/]*$/, '');
    return { url: local, addressOf: (other) => `${prefix}${webBase64Of(other)}/part`, close: call.end };
  }

  async openPhoneDoor(): Promise<PhoneDoor> {
    const state = { isShut: false };
    const call = this.call('companion', {}, NEVER_CANCELLED, START_MS, () => {
      state.isShut = true;
    });
    const first = await call.first;
    return {
      url: textOf(first, 'companionUrl'),
      get isShut() {
        return state.isShut;
      },
      shut: () => {
        state.isShut = true;
        call.end();
      },
    };
  }

  /** A call that lasts: its first answer, and what ends it. Later answers that say `broken` or `ended` are handed on. */
  private call(
    method: string,
    parameters: object,
    signal: CancelSignal,
    timeoutMs: number,
    onLater: (answer: LunaAnswer) => void = () => undefined,
  ): { readonly first: Promise<LunaAnswer>; readonly end: Disposer } {
    const { luna, clock, appId } = this.deps;
    const leave: Disposer[] = [];
    let isOver = false;
    const end = (): void => {
      if (isOver) return;
      isOver = true;
      for (const disposer of leave) disposer();
    };
    const first = new Promise<LunaAnswer>((resolve, reject) => {
      let isSettled = false;
      const fail = (error: AppError): void => {
        if (isSettled) return;
        isSettled = true;
        end();
        reject(error);
      };
      signal.throwIfCancelled();
      leave.push(luna.listen(`luna://${appId}.service/${method}`, { ...parameters, subscribe: true }, (answer) => {
        if (answer['broken'] === true || answer['ended'] === true) onLater(answer);
        else if (answer['returnValue'] === false) fail(this.refusal(answer));
        else if (!isSettled) {
          isSettled = true;
          resolve(answer);
        }
      }));
      leave.push(clock.after(timeoutMs, () => { fail(new AppError('net.timeout')); }));
      leave.push(signal.onCancel(() => {
        fail(new AppError('net.cancelled'));
        end();
      }));
    });
    return { first, end };
  }

  private refusal(answer: LunaAnswer): AppError {
    // Only the service names codes; without one the bus itself refused.
    if (typeof answer['code'] !== 'string') this.isGone = true;
    return errorOf(answer);
  }
}

function textOf(answer: LunaAnswer, name: string): string {
  const value = answer[name];
  return typeof value === 'string' ? value : '';
}

function errorOf(answer: LunaAnswer): AppError {
  const code = textOf(answer, 'code');
  const isKnown = Object.prototype.hasOwnProperty.call(ERRORS, code);
  return new AppError(isKnown ? (code as ErrorCode) : 'net.unreachable', { message: 'the local service failed' });
}

function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (const byte of Array.from(bytes)) text += String.fromCharCode(byte);
  return btoa(text);
}

function webBase64Of(text: string): string {
  return btoa(bytesText(text)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

/** The text's UTF-8 bytes as characters, which is what `btoa` takes. */
function bytesText(text: string): string {
  return encodeURIComponent(text).replace(/%([0-9A-F]{2})/g, (_whole, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

/** The provider's head with the body as it comes from the set's own loopback. */
class ServiceResponse implements HttpResponse {
  readonly status: number;
  readonly url: string;
  readonly lengthBytes: number | null;
  private readonly headers: Readonly<Record<string, unknown>>;
  private readonly local: HttpResponse;
  private readonly end: Disposer;

  constructor(head: LunaAnswer, url: string, local: HttpResponse, end: Disposer) {
    this.status = typeof head['status'] === 'number' ? head['status'] : 0;
    this.url = textOf(head, 'url') === '' ? url : textOf(head, 'url');
    this.lengthBytes = typeof head['lengthBytes'] === 'number' ? head['lengthBytes'] : null;
    this.headers = isRecord(head['headers']) ? head['headers'] : {};
    this.local = local;
    this.end = end;
  }

  header(name: string): string | null {
    const value = this.headers[name.toLowerCase()];
    return typeof value === 'string' ? value : null;
  }

  async read(): Promise<Uint8Array | null> {
    try {
      const chunk = await this.local.read();
      if (chunk === null) this.end();
      return chunk;
    } catch (error) {
      this.end();
      throw error;
    }
  }

  close(): void {
    this.local.close();
    this.end();
  }
}
