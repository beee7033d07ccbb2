import { createCancelSource } from '#core/base';
import { FakeClock, settle } from '#test/harness/fakes';
import { FetchHttp } from './fetch-http';
import type { FetchHttpDependencies } from './fetch-http';

interface Scripted {
  readonly http: FetchHttp;
  readonly clock: FakeClock;
  readonly calls: Array<{ url: string; init: RequestInit }>;
  answer: (response: Response) => void;
  fail: (error: unknown) => void;
}

function createScripted(options: Partial<FetchHttpDependencies> = {}): Scripted {
  const clock = new FakeClock();
  const calls: Scripted['calls'] = [];
  const scripted: Scripted = {
    clock, calls,
    answer: () => undefined,
    fail: () => undefined,
    http: new FetchHttp({
      clock,
      createAbort: () => new AbortController(),
      isOnline: () => true,
      fetch: (url, init) => {
        calls.push({ url, init });
        return new Promise((resolve, reject) => {
          scripted.answer = resolve;
          scripted.fail = reject;
          init.signal?.addEventListener('abort', () => {
            reject(new Error('aborted'));
          });
        });
      },
      ...options,
    }),
  };
  return scripted;
}

/** A body a test feeds by hand. */
function feed(): { stream: ReadableStream<Uint8Array>; push: (text: string) => void; end: () => void; isCancelled: () => boolean } {
  let controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  let isCancelled = false;
  const stream = new ReadableStream<Uint8Array>({
    start(given) {
      controller = given;
    },
    cancel() {
      isCancelled = true;
    },
  });
  return {
    stream,
    push: (text) => controller?.enqueue(new TextEncoder().encode(text)),
    end: () => controller?.close(),
    isCancelled: () => isCancelled,
  };
}

const text = (chunk: Uint8Array | null): string | null => (chunk === null ? null : new TextDecoder().decode(chunk));

describe('FetchHttp', () => {
  it('hands the body out in chunks', async () => {
    const scripted = createScripted();
    const body = feed();
    const pending = scripted.http.request({ url: 'http://a.test/list' });
    scripted.answer(new Response(body.stream, { status: 206, headers: { 'Content-Length': '4', 'X-A': 'b' } }));
    const response = await pending;
    expect([response.status, response.lengthBytes, response.header('x-a'), response.header('none')]).toEqual([206, 4, 'b', null]);
    body.push('ab');
    expect(text(await response.read())).toBe('ab');
    body.push('cd');
    body.end();
    expect([text(await response.read()), text(await response.read()), text(await response.read())]).toEqual(['cd', null, null]);
    expect(scripted.clock.pending).toBe(0);
  });

  it('drops what no page may set and sends no cookies', async () => {
    const scripted = createScripted();
    void scripted.http.request({ url: 'http://a.test/', method: 'POST', body: 'x', headers: { 'user-agent': 'VLC', referer: 'r', 'X-Key': '1' } });
    await settle();
    expect(scripted.calls[0]?.init).toMatchObject({ method: 'POST', body: 'x', headers: { 'x-key': '1' }, credentials: 'omit' });
    expect(scripted.http.forbiddenHeaders.has('user-agent')).toBe(true);
  });

  it.each([['', 'source.bad-address'], ['rtsp://a/b', 'source.bad-address'], ['http:///path', 'source.bad-address'], ['http://a b/', 'source.bad-address']])(
    'refuses the address "%s"',
    async (url, code) => {
      await expect(createScripted().http.request({ url })).rejects.toMatchObject({ code });
    },
  );

  it('names a host that does not answer', async () => {
    const scripted = createScripted();
    const pending = scripted.http.request({ url: 'http://user:pw@a.test:81/x', headTimeoutMs: 3_000 });
    const failed = expect(pending).rejects.toMatchObject({ code: 'net.timeout', facts: { host: 'a.test:81' } });
    await scripted.clock.advance(3_000);
    await failed;
    expect(scripted.calls[0]?.init.signal?.aborted).toBe(true);
  });

  it('tells an unreachable host from a set without network', async () => {
    const online = createScripted();
    const first = online.http.request({ url: 'http://a.test/' });
    online.fail(new TypeError('failed'));
    await expect(first).rejects.toMatchObject({ code: 'net.unreachable' });
    const offline = createScripted({ isOnline: () => false });
    const second = offline.http.request({ url: 'http://a.test/' });
    offline.fail(new TypeError('failed'));
    await expect(second).rejects.toMatchObject({ code: 'net.offline' });
  });

  it('gives up a body that falls silent', async () => {
    const scripted = createScripted();
    const body = feed();
    const pending = scripted.http.request({ url: 'http://a.test/', idleTimeoutMs: 5_000 });
    scripted.answer(new Response(body.stream));
    const response = await pending;
    const failed = expect(response.read()).rejects.toMatchObject({ code: 'net.timeout' });
    await scripted.clock.advance(5_000);
    await failed;
    expect(scripted.clock.pending).toBe(0);
  });

  it('stops before the head and in the body when cancelled', async () => {
    const scripted = createScripted();
    const early = createCancelSource();
    const first = scripted.http.request({ url: 'http://a.test/', signal: early.signal });
    early.cancel();
    await expect(first).rejects.toMatchObject({ code: 'net.cancelled' });

    const late = createCancelSource();
    const body = feed();
    const second = scripted.http.request({ url: 'http://a.test/', signal: late.signal });
    scripted.answer(new Response(body.stream));
    const response = await second;
    const failed = expect(response.read()).rejects.toMatchObject({ code: 'net.cancelled' });
    late.cancel();
    await failed;
    await settle();
    expect(body.isCancelled()).toBe(true);
    await expect(response.read()).rejects.toMatchObject({ code: 'net.cancelled' });
    await expect(scripted.http.request({ url: 'http://a.test/', signal: late.signal })).rejects.toMatchObject({ code: 'net.cancelled' });
  });

  it('throws a late head away where requests cannot be aborted (below Chrome 66)', async () => {
    const scripted = createScripted({ createAbort: null });
    const source = createCancelSource();
    const body = feed();
    const pending = scripted.http.request({ url: 'http://a.test/', signal: source.signal });
    const failed = expect(pending).rejects.toMatchObject({ code: 'net.cancelled' });
    source.cancel();
    await failed;
    scripted.answer(new Response(body.stream));
    await settle();
    expect(body.isCancelled()).toBe(true);
  });

  it('closes the transfer of a reader who leaves early', async () => {
    const scripted = createScripted();
    const body = feed();
    const pending = scripted.http.request({ url: 'http://a.test/' });
    scripted.answer(new Response(body.stream));
    const response = await pending;
    response.close();
    response.close();
    await settle();
    expect(body.isCancelled()).toBe(true);
    expect(await response.read()).toBeNull();
  });

  it('answers a response without a body', async () => {
    const scripted = createScripted();
    const pending = scripted.http.request({ url: 'http://a.test/', method: 'HEAD' });
    scripted.answer(new Response(null, { status: 204 }));
    const response = await pending;
    expect(await response.read()).toBeNull();
  });
});
