import { createCancelSource } from '#core/base';
import { FakeClock } from '#test/harness/fakes';
import { XhrHttp } from './xhr-http';

/** An XMLHttpRequest a test plays. */
class FakeXhr {
  readyState = 0;
  status = 0;
  responseText = '';
  responseURL = '';
  isAborted = false;
  readonly sent: Array<string | ArrayBuffer | null> = [];
  readonly headers: Record<string, string> = {};
  onreadystatechange: () => void = () => undefined;
  onprogress: () => void = () => undefined;
  onload: () => void = () => undefined;
  onerror: () => void = () => undefined;
  onabort: () => void = () => undefined;

  open(): void {
    this.readyState = 1;
  }

  overrideMimeType(): void {
    // The fake's text is bytes already.
  }

  setRequestHeader(name: string, value: string): void {
    this.headers[name] = value;
  }

  getResponseHeader(name: string): string | null {
    return name === 'content-length' ? '6' : null;
  }

  send(body: string | ArrayBuffer | null): void {
    this.sent.push(body);
  }

  abort(): void {
    this.isAborted = true;
  }

  head(status: number): void {
    this.status = status;
    this.readyState = 2;
    this.onreadystatechange();
  }

  bytes(text: string): void {
    this.readyState = 3;
    this.responseText += text;
    this.onprogress();
  }

  finish(): void {
    this.readyState = 4;
    this.onreadystatechange();
    this.onload();
  }
}

function createXhrHttp(isOnline = true): { http: XhrHttp; clock: FakeClock; xhr: FakeXhr } {
  const xhr = new FakeXhr();
  const clock = new FakeClock();
  const http = new XhrHttp({ createXhr: () => xhr as unknown as XMLHttpRequest, clock, isOnline: () => isOnline });
  return { http, clock, xhr };
}

const bytes = (chunk: Uint8Array | null): number[] | null => (chunk === null ? null : Array.from(chunk));

describe('XhrHttp', () => {
  it('cuts growing text into bytes', async () => {
    const { http, xhr, clock } = createXhrHttp();
    const pending = http.request({ url: 'http://a.test/', headers: { 'x-a': '1', cookie: 'no' } });
    xhr.head(200);
    const response = await pending;
    xhr.bytes('a\uf7ff');
    const waiting = response.read();
    expect(bytes(await waiting)).toEqual([97, 255]);
    xhr.bytes('b');
    xhr.finish();
    expect([bytes(await response.read()), await response.read()]).toEqual([[98], null]);
    expect(xhr.headers).toEqual({ 'x-a': '1' });
    expect(clock.pending).toBe(0);
  });

  it('takes status 0 of a packaged file for success', async () => {
    const { http, xhr } = createXhrHttp();
    const pending = http.request({ url: 'static/strings/en.json' });
    xhr.responseText = '{}';
    xhr.finish();
    const response = await pending;
    expect([response.status, bytes(await response.read()), await response.read()]).toEqual([200, [123, 125], null]);
  });

  it('does not take status 0 of a web address for success', async () => {
    const { http, xhr } = createXhrHttp();
    const pending = http.request({ url: 'http://a.test/' });
    xhr.readyState = 4;
    xhr.onreadystatechange();
    xhr.onerror();
    await expect(pending).rejects.toMatchObject({ code: 'net.unreachable' });
  });

  it('names silence before and inside the body', async () => {
    const before = createXhrHttp();
    const first = expect(before.http.request({ url: 'http://a.test/' })).rejects.toMatchObject({ code: 'net.timeout' });
    await before.clock.advance(10_000);
    await first;
    expect(before.xhr.isAborted).toBe(true);

    const inside = createXhrHttp();
    const pending = inside.http.request({ url: 'http://a.test/', idleTimeoutMs: 2_000 });
    inside.xhr.head(200);
    const response = await pending;
    const second = expect(response.read()).rejects.toMatchObject({ code: 'net.timeout' });
    await inside.clock.advance(2_000);
    await second;
    expect(inside.clock.pending).toBe(0);
  });

  it('stops when cancelled and when closed', async () => {
    const { http, xhr, clock } = createXhrHttp(false);
    const source = createCancelSource();
    const pending = http.request({ url: 'http://a.test/', signal: source.signal });
    xhr.head(200);
    const response = await pending;
    const failed = expect(response.read()).rejects.toMatchObject({ code: 'net.cancelled' });
    source.cancel();
    await failed;
    expect(xhr.isAborted).toBe(true);

    const other = createXhrHttp();
    const again = other.http.request({ url: 'http://a.test/' });
    other.xhr.head(200);
    const closed = await again;
    closed.close();
    expect(await closed.read()).toBeNull();
    expect([other.xhr.isAborted, clock.pending, other.clock.pending]).toEqual([true, 0, 0]);
  });
});
