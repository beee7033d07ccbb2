import { NEVER_CANCELLED } from '#core/base';
import type { AppError, Disposer } from '#core/base';
import type { ClockPort, HttpPort, HttpRequest, HttpResponse } from '#ports';
import { ChunkQueue } from './chunk-queue';
import { allowedHeaders, checkAddress, FORBIDDEN_HEADERS, HEAD_TIMEOUT_MS, IDLE_TIMEOUT_MS, noAnswer, schemeOf } from './request-rules';

/** What XhrHttp needs. */
export interface XhrHttpDependencies {
  readonly createXhr: () => XMLHttpRequest;
  readonly clock: ClockPort;
  readonly isOnline: () => boolean;
}

/**
 * HttpPort over XMLHttpRequest: for `file:` addresses, where fetch never works and status 0 means success, and for
 * engines without streamed fetch bodies. The body comes as text of single bytes and is cut into chunks as it grows; the
 * engine itself keeps that text until the end, which is why fetch is preferred wherever it streams.
 */
export class XhrHttp implements HttpPort {
  readonly forbiddenHeaders = FORBIDDEN_HEADERS;
  private readonly dependencies: XhrHttpDependencies;

  constructor(dependencies: XhrHttpDependencies) {
    this.dependencies = dependencies;
  }

  request(request: HttpRequest): Promise<HttpResponse> {
    return new Promise((resolve, reject) => {
      checkAddress(request.url);
      (request.signal ?? NEVER_CANCELLED).throwIfCancelled();
      new XhrTransfer(request, this.dependencies, resolve, reject).send();
    });
  }
}

class XhrTransfer {
  private readonly request: HttpRequest;
  private readonly dependencies: XhrHttpDependencies;
  private readonly xhr: XMLHttpRequest;
  private readonly queue = new ChunkQueue();
  private readonly resolve: (response: HttpResponse) => void;
  private readonly reject: (error: AppError) => void;
  private hasHead = false;
  private isOver = false;
  private takenChars = 0;
  private stopHeadTimer: Disposer = () => undefined;
  private stopIdleTimer: Disposer = () => undefined;
  private leaveSignal: Disposer = () => undefined;

  constructor(request: HttpRequest, dependencies: XhrHttpDependencies, resolve: (response: HttpResponse) => void, reject: (error: AppError) => void) {
    this.request = request;
    this.dependencies = dependencies;
    this.xhr = dependencies.createXhr();
    this.resolve = resolve;
    this.reject = reject;
  }

  send(): void {
    const { request, xhr } = this;
    xhr.onreadystatechange = () => {
      if (xhr.readyState >= 2) this.onHead();
    };
    xhr.onprogress = () => {
      this.takeBytes();
    };
    xhr.onload = () => {
      this.onHead();
      this.takeBytes();
      this.finish(null);
    };
    xhr.onerror = () => {
      this.finish(noAnswer(this.dependencies.isOnline() ? 'net.unreachable' : 'net.offline', request.url));
    };
    xhr.onabort = () => {
      this.finish(noAnswer('net.cancelled', request.url));
    };
    this.stopHeadTimer = this.dependencies.clock.after(request.headTimeoutMs ?? HEAD_TIMEOUT_MS, () => {
      this.fail('net.timeout');
    });
    this.leaveSignal = (request.signal ?? NEVER_CANCELLED).onCancel(() => {
      this.fail('net.cancelled');
    });
    try {
      xhr.open(request.method ?? 'GET', request.url, true);
      xhr.overrideMimeType('text/plain; charset=x-user-defined');
      const headers = allowedHeaders(request);
      for (const name of Object.keys(headers)) xhr.setRequestHeader(name, headers[name] ?? '');
      xhr.send(typeof request.body === 'object' ? request.body.slice().buffer : (request.body ?? null));
    } catch (cause) {
      // Some engines throw for a missing file or a blocked address instead of telling it by event.
      this.finish(noAnswer('net.unreachable', request.url, cause));
    }
  }

  private onHead(): void {
    const { xhr } = this;
    if (this.hasHead || this.isOver) return;
    // Before an error some engines report a head with status 0; a local file has status 0 and succeeds.
    const isLocal = this.isLocal();
    if (xhr.status === 0 && !(isLocal && xhr.readyState >= 4 && xhr.responseText.length > 0)) return;
    this.hasHead = true;
    this.stopHeadTimer();
    const length = Number(xhr.getResponseHeader('content-length') ?? NaN);
    this.resolve({
      status: xhr.status === 0 ? 200 : xhr.status,
      url: typeof xhr.responseURL === 'string' && xhr.responseURL !== '' ? xhr.responseURL : this.request.url,
      header: (name) => xhr.getResponseHeader(name),
      lengthBytes: Number.isFinite(length) ? length : null,
      read: () => this.read(),
      close: () => {
        this.close();
      },
    });
  }

  private isLocal(): boolean {
    const scheme = schemeOf(this.request.url);
    return scheme === 'file' || scheme === '';
  }

  private takeBytes(): void {
    const text = this.xhr.responseText;
    if (text.length <= this.takenChars) return;
    const bytes = new Uint8Array(text.length - this.takenChars);
    for (let i = 0; i < bytes.length; i += 1) bytes[i] = text.charCodeAt(this.takenChars + i) & 0xff;
    this.takenChars = text.length;
    this.queue.push(bytes);
    if (this.queue.isAwaited) this.watchIdle();
  }

  private read(): Promise<Uint8Array | null> {
    const chunk = this.queue.take();
    if (this.queue.isAwaited) this.watchIdle();
    const stop = (): void => {
      this.stopIdleTimer();
    };
    chunk.then(stop, stop);
    return chunk;
  }

  private watchIdle(): void {
    this.stopIdleTimer();
    this.stopIdleTimer = this.dependencies.clock.after(this.request.idleTimeoutMs ?? IDLE_TIMEOUT_MS, () => {
      this.fail('net.timeout');
    });
  }

  private fail(code: 'net.timeout' | 'net.cancelled'): void {
    this.finish(noAnswer(code, this.request.url));
    this.xhr.abort();
  }

  private close(): void {
    this.queue.clear();
    this.finish(null);
    this.xhr.abort();
  }

  private finish(error: AppError | null): void {
    if (this.isOver) return;
    this.isOver = true;
    this.stopHeadTimer();
    this.stopIdleTimer();
    this.leaveSignal();
    if (!this.hasHead) this.reject(error ?? noAnswer('net.unreachable', this.request.url));
    this.queue.finish(error);
  }
}
