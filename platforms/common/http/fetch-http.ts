import { NEVER_CANCELLED } from '#core/base';
import type { CancelSignal, Disposer } from '#core/base';
import type { ClockPort, HttpPort, HttpRequest, HttpResponse } from '#ports';
import { allowedHeaders, checkAddress, FORBIDDEN_HEADERS, HEAD_TIMEOUT_MS, IDLE_TIMEOUT_MS, noAnswer } from './request-rules';

/** What a request to the network needs. `createAbort` is `null` below Chrome 66: there a late head is thrown away. */
export interface FetchHttpDependencies {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly createAbort: (() => AbortController) | null;
  readonly clock: ClockPort;
  readonly isOnline: () => boolean;
}

/** HttpPort over `fetch` with a streamed body (Chrome 43 and newer). `file:` addresses do not work: see XhrHttp. */
export class FetchHttp implements HttpPort {
  readonly forbiddenHeaders = FORBIDDEN_HEADERS;
  private readonly dependencies: FetchHttpDependencies;

  constructor(dependencies: FetchHttpDependencies) {
    this.dependencies = dependencies;
  }

  request(request: HttpRequest): Promise<HttpResponse> {
    const { clock, createAbort, isOnline } = this.dependencies;
    const signal = request.signal ?? NEVER_CANCELLED;
    return new Promise((resolve, reject) => {
      checkAddress(request.url);
      signal.throwIfCancelled();
      const abort = createAbort === null ? null : createAbort();
      let isSettled = false;
      const settle = (finish: () => void): void => {
        if (isSettled) return;
        isSettled = true;
        stopTimer();
        leaveSignal();
        finish();
      };
      const giveUp = (code: 'net.timeout' | 'net.cancelled'): void => {
        settle(() => {
          abort?.abort();
          reject(noAnswer(code, request.url));
        });
      };
      const stopTimer = clock.after(request.headTimeoutMs ?? HEAD_TIMEOUT_MS, () => {
        giveUp('net.timeout');
      });
      const leaveSignal = signal.onCancel(() => {
        giveUp('net.cancelled');
      });
      this.dependencies.fetch(request.url, this.initOf(request, abort)).then(
        (response) => {
          if (isSettled) discard(response);
          settle(() => {
            resolve(new FetchResponse(response, request, abort, clock, signal));
          });
        },
        (cause: unknown) => {
          settle(() => {
            reject(noAnswer(isOnline() ? 'net.unreachable' : 'net.offline', request.url, cause));
          });
        },
      );
    });
  }

  private initOf(request: HttpRequest, abort: AbortController | null): RequestInit {
    const init: RequestInit = {
      method: request.method ?? 'GET',
      headers: allowedHeaders(request),
      // Cookies are absent on packaged webOS apps; a session that works only elsewhere is worse than none.
      credentials: 'omit',
      redirect: 'follow',
    };
    if (request.body !== undefined) init.body = typeof request.body === 'string' ? request.body : request.body.slice().buffer;
    if (abort !== null) init.signal = abort.signal;
    return init;
  }
}

function discard(response: Response): void {
  // Nobody waits for this body any more; a failing cancel has no reader to tell.
  response.body?.cancel().catch(() => undefined);
}

class FetchResponse implements HttpResponse {
  readonly status: number;
  readonly url: string;
  readonly lengthBytes: number | null;
  private readonly response: Response;
  private readonly reader: ReadableStreamDefaultReader<Uint8Array> | null;
  private readonly abort: AbortController | null;
  private readonly clock: ClockPort;
  private readonly signal: CancelSignal;
  private readonly idleTimeoutMs: number;
  private isOver = false;

  constructor(response: Response, request: HttpRequest, abort: AbortController | null, clock: ClockPort, signal: CancelSignal) {
    this.response = response;
    this.status = response.status;
    this.url = response.url === '' ? request.url : response.url;
    const length = Number(response.headers.get('content-length') ?? NaN);
    this.lengthBytes = Number.isFinite(length) ? length : null;
    this.reader = response.body === null ? null : response.body.getReader();
    this.abort = abort;
    this.clock = clock;
    this.signal = signal;
    this.idleTimeoutMs = request.idleTimeoutMs ?? IDLE_TIMEOUT_MS;
  }

  header(name: string): string | null {
    return this.response.headers.get(name);
  }

  read(): Promise<Uint8Array | null> {
    const reader = this.reader;
    if (this.signal.isCancelled) {
      this.close();
      return Promise.reject(noAnswer('net.cancelled', this.url));
    }
    if (reader === null || this.isOver) return Promise.resolve(null);
    return new Promise((resolve, reject) => {
      let isSettled = false;
      const leave: Disposer[] = [];
      const settle = (finish: () => void): void => {
        if (isSettled) return;
        isSettled = true;
        for (const disposer of leave) disposer();
        finish();
      };
      const fail = (code: 'net.timeout' | 'net.cancelled' | 'net.unreachable', cause?: unknown): void => {
        settle(() => {
          this.close();
          reject(noAnswer(code, this.url, cause));
        });
      };
      leave.push(this.clock.after(this.idleTimeoutMs, () => {
        fail('net.timeout');
      }));
      leave.push(this.signal.onCancel(() => {
        fail('net.cancelled');
      }));
      reader.read().then(
        (chunk) => {
          settle(() => {
            if (chunk.done) this.isOver = true;
            resolve(chunk.done ? null : chunk.value);
          });
        },
        (cause: unknown) => {
          fail('net.unreachable', cause);
        },
      );
    });
  }

  close(): void {
    if (this.isOver) return;
    this.isOver = true;
    // The transfer is over for the caller whatever the engine thinks of the cancel.
    this.reader?.cancel().catch(() => undefined);
    this.abort?.abort();
  }
}
