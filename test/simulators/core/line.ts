import type { Journal } from './journal';

/** The cable between the set and the world: pulled and plugged by whoever tests. */
export class Line {
  private readonly window: Window & typeof globalThis;
  private readonly journal: Journal;
  private readonly listeners = new Set<(isUp: boolean) => void>();
  private readonly running = new Set<() => void>();
  private readonly packageOrigin: string;
  private isUpNow = true;

  /** `packageOrigin`: where packaged files are read from, without a cable; empty for none beside `file:`. */
  constructor(window: Window & typeof globalThis, journal: Journal, packageOrigin = '') {
    this.window = window;
    this.packageOrigin = packageOrigin;
    this.journal = journal;
    Object.defineProperty(window.navigator, 'onLine', { configurable: true, get: () => this.isUpNow });
    this.guardFetch();
    this.guardXhr();
  }

  get isUp(): boolean {
    return this.isUpNow;
  }

  /** Hears every change until the returned function is called. */
  onChange(listener: (isUp: boolean) => void): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }

  /** Pulls or plugs. `isSilent`: the engine says nothing, as on sets whose own events are unreliable. */
  set(isUp: boolean, isSilent = false): void {
    if (isUp === this.isUpNow) return;
    this.isUpNow = isUp;
    this.journal.event(isUp ? 'network back' : 'network lost');
    if (!isUp) for (const end of Array.from(this.running)) end();
    for (const listener of Array.from(this.listeners)) listener(isUp);
    if (!isSilent) this.window.dispatchEvent(new Event(isUp ? 'online' : 'offline'));
  }

  private guardFetch(): void {
    const { window } = this;
    if (typeof window.fetch !== 'function') return;
    const native = window.fetch.bind(window);
    const guarded = (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
      if (!this.isUpNow && !this.isLocal(input)) return Promise.reject(new TypeError('Failed to fetch'));
      if (typeof window.AbortController !== 'function' || this.isLocal(input)) return native(input, init);
      const abort = new window.AbortController();
      const end = (): void => {
        abort.abort();
      };
      const given = init?.signal;
      if (given !== undefined && given !== null) {
        if (given.aborted) end();
        given.addEventListener('abort', end);
      }
      this.running.add(end);
      return native(input, { ...init, signal: abort.signal });
    };
    Object.defineProperty(window, 'fetch', { configurable: true, writable: true, value: guarded });
  }

  private guardXhr(): void {
    const prototype = this.window.XMLHttpRequest.prototype;
    const nativeSend = prototype.send;
    const { running } = this;
    const isUp = (): boolean => this.isUpNow;
    const isLocal = (url: string): boolean => this.isLocal(url);
    const nativeOpen = prototype.open;
    const local = new WeakSet<XMLHttpRequest>();
    prototype.open = function open(this: XMLHttpRequest, ...values: readonly unknown[]): void {
      if (isLocal(String(values[1]))) local.add(this);
      Reflect.apply(nativeOpen, this, values);
    };
    prototype.send = function send(this: XMLHttpRequest, body?: Document | XMLHttpRequestBodyInit | null): void {
      const end = (): void => {
        this.abort();
        this.dispatchEvent(new ProgressEvent('error'));
      };
      if (!isUp() && !local.has(this)) {
        Promise.resolve().then(end, end);
        return;
      }
      running.add(end);
      this.addEventListener('loadend', () => {
        running.delete(end);
      });
      Reflect.apply(nativeSend, this, [body]);
    };
  }

  /** Packaged files are read without a cable. */
  private isLocal(input: RequestInfo | URL): boolean {
    const given = typeof input === 'string' ? input : 'url' in input ? input.url : String(input);
    if (/^(blob|data|file):/.test(given)) return true;
    const isRelative = !/^[a-z][a-z0-9+.-]*:/i.test(given);
    return this.packageOrigin !== '' && (isRelative || given.indexOf(`${this.packageOrigin}/`) === 0);
  }
}
