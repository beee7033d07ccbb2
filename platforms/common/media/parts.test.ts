import { AppError } from '#core/base';
import type { MediaDrm } from '#ports';
import { FakeClock, FakeHttp, FakeNetwork, settle } from '#test/harness/fakes';
import { chooseLanguage } from './choose-language';
import { CueBoard } from './cue-board';
import { detectForm, formOfAddress, formOfBytes } from './detect-form';
import { livePlaceOf, restoreLivePlace } from './live-place';
import { LossGuard } from './loss-guard';
import { plainCueText } from './plain-cue-text';
import { saysLineIsFull } from './host-question';
import { createHostProbe, mediaCodeOfStatus, refineByAnswer } from './probe-host';
import { SeekQueue } from './seek-queue';
import { SerialQueue } from './serial-queue';
import { addRequestHeaders, shakaDrm } from './shaka-drm';
import { isCriticalShakaError, isExpiredAddress, shakaError } from './shaka-error';
import { StallWatchdog } from './stall-watchdog';

describe('SerialQueue', () => {
  it('runs one at a time, survives failures, drops after close', async () => {
    const queue = new SerialQueue();
    const said: string[] = [];
    const slow = queue.add(async () => {
      said.push('a begins');
      await settle();
      said.push('a ends');
    });
    const failing = queue.add(() => Promise.reject(new Error('b')));
    const last = queue.add(() => {
      said.push('c');
      return Promise.resolve();
    });
    await slow;
    await expect(failing).rejects.toThrow('b');
    await last;
    queue.close();
    await queue.add(() => {
      said.push('never');
      return Promise.resolve();
    });
    expect(said).toEqual(['a begins', 'a ends', 'c']);
  });
});

describe('SeekQueue', () => {
  function createQueue(debounceMs: number): { clock: FakeClock; seeks: SeekQueue; performed: number[]; finish: () => void; active: boolean[] } {
    const clock = new FakeClock();
    const performed: number[] = [];
    const active: boolean[] = [];
    let done: () => void = () => undefined;
    const seeks = new SeekQueue({
      clock,
      debounceMs: () => debounceMs,
      perform: (targetMs) => {
        performed.push(targetMs);
        return new Promise((resolve) => {
          done = resolve;
        });
      },
      onActiveChange: (isActive) => active.push(isActive),
    });
    return { clock, seeks, performed, active, finish: () => { done(); } };
  }

  it('folds a storm into the last target', async () => {
    const { clock, seeks, performed, finish, active } = createQueue(300);
    let settled = 0;
    for (let i = 1; i <= 200; i += 1) {
      void seeks.request(i * 1_000).then(() => {
        settled += 1;
      });
      clock.tick(10);
    }
    expect(performed).toEqual([]);
    expect(seeks.targetMs).toBe(200_000);
    await clock.advance(300);
    expect(performed).toEqual([200_000]);
    finish();
    await settle();
    expect([settled, seeks.isActive, seeks.targetMs]).toEqual([200, false, null]);
    expect(active).toEqual([true, false]);
  });

  it('never runs two at once', async () => {
    const { clock, seeks, performed, finish } = createQueue(300);
    const first = seeks.request(1);
    await clock.advance(300);
    void seeks.request(2);
    await clock.advance(1_000);
    void seeks.request(3);
    await clock.advance(1_000);
    expect(performed).toEqual([1]);
    finish();
    await settle();
    expect(performed).toEqual([1, 3]);
    finish();
    await first;
    expect(seeks.isActive).toBe(false);
  });

  it('seeks at once where the engine bears it, and lets go when cancelled', async () => {
    const { seeks, performed } = createQueue(0);
    const pending = seeks.request(5);
    expect(performed).toEqual([5]);
    seeks.cancel();
    await pending;
    expect(seeks.isActive).toBe(false);
  });
});

describe('StallWatchdog', () => {
  it('tells a stall after 8 s and a loss after 20 s', () => {
    const clock = new FakeClock();
    const watchdog = new StallWatchdog(clock);
    const said: string[] = [];
    let positionMs = 0;
    watchdog.start(() => ({ shouldMove: true, positionMs }), (verdict) => said.push(verdict));
    clock.tick(1_000);
    positionMs = 1_000;
    clock.tick(1_000);
    clock.tick(20_000);
    expect(said.slice(0, 2)).toEqual(['waiting', 'moving']);
    expect(said.indexOf('stalled')).toBe(2 + 7);
    expect(said.indexOf('lost')).toBe(2 + 19);
    watchdog.stop();
    expect(clock.pending).toBe(0);
  });

  it('does not count paused time, nor time nobody watched', () => {
    const clock = new FakeClock();
    const watchdog = new StallWatchdog(clock);
    watchdog.look({ shouldMove: true, positionMs: 5 });
    clock.tick(1_000);
    watchdog.look({ shouldMove: false, positionMs: 5 });
    clock.tick(3_000);
    expect(watchdog.look({ shouldMove: true, positionMs: 5 })).toBe('waiting');
    clock.tick(60_000);
    expect(watchdog.look({ shouldMove: true, positionMs: 5 })).toBe('waiting');
    for (let i = 0; i < 7; i += 1) {
      clock.tick(1_000);
      expect(watchdog.look({ shouldMove: true, positionMs: 5 })).toBe('waiting');
    }
    clock.tick(1_000);
    expect(watchdog.look({ shouldMove: true, positionMs: 5 })).toBe('stalled');
  });
});

describe('LossGuard', () => {
  it('tries twice, then gives up, and forgets after half a minute of picture', () => {
    const clock = new FakeClock();
    const guard = new LossGuard(clock, new FakeNetwork());
    let tries = 0;
    const again = (): void => {
      tries += 1;
    };
    expect([guard.retry(0, again), guard.retry(2_000, again)]).toEqual([true, true]);
    clock.tick(2_000);
    expect([tries, guard.retry(0, again)]).toEqual([2, false]);
    guard.noteRestart();
    clock.tick(31_000);
    guard.noteMoving();
    expect(guard.retry(0, again)).toBe(true);
  });

  it('waits for a network that is known to be gone, however often', () => {
    const network = new FakeNetwork();
    const guard = new LossGuard(new FakeClock(), network);
    network.set(false);
    let tries = 0;
    for (let i = 0; i < 5; i += 1) expect(guard.retry(0, () => { tries += 1; })).toBe(true);
    expect(tries).toBe(0);
    network.set(true);
    network.set(true);
    expect(tries).toBe(1);
  });
});

describe('live places', () => {
  const window = { startMs: 0, endMs: 600_000, endWallMs: 1_000_000_000 };

  it('come back by wall clock in a window that slid', () => {
    const place = livePlaceOf(window, 300_000);
    expect(place).toEqual({ wallMs: 999_700_000 });
    expect(place === null ? null : restoreLivePlace(place, { startMs: 50_000, endMs: 650_000, endWallMs: 1_000_100_000 })).toBe(250_000);
    expect(place === null ? null : restoreLivePlace(place, { startMs: 400_000, endMs: 650_000, endWallMs: 1_000_100_000 })).toBe(400_000);
  });

  it('are the edge near it and without a clock', () => {
    expect(livePlaceOf(window, 590_000)).toBeNull();
    expect(livePlaceOf({ ...window, endWallMs: null }, 0)).toBeNull();
    expect(livePlaceOf(null, 0)).toBeNull();
  });
});

describe('CueBoard', () => {
  it('shows and clears by position, doubles nothing, forgets ranges', () => {
    const clock = new FakeClock();
    let positionMs = 0;
    const shown: string[] = [];
    const board = new CueBoard(clock, () => positionMs, (cues) => shown.push(cues.map((cue) => cue.text).join('|')));
    const first = { text: 'one', startMs: 1_000, endMs: 2_000 };
    board.add([first, { ...first }, { text: 'two', startMs: 1_500, endMs: 2_500 }, { text: '', startMs: 0, endMs: 9_000 }]);
    board.setVisible(true);
    for (const at of [900, 1_100, 1_600, 2_100, 2_600]) {
      positionMs = at;
      clock.tick(125);
    }
    expect(shown).toEqual(['one', 'one|two', 'two', '']);
    board.remove(0, 2_000);
    positionMs = 1_600;
    clock.tick(125);
    board.dispose();
    expect(shown.slice(4)).toEqual(['two', '']);
    expect(clock.pending).toBe(0);
  });
});

describe('plainCueText', () => {
  it.each([
    ['<v Anna>Hello <i>there</i></v>', 'Hello there'],
    ['one<br/>two', 'one\ntwo'],
    ['Tom &amp; Jerry &lt;3', 'Tom & Jerry <3'],
    ['<00:01.000><c.yellow>timed</c>', 'timed'],
  ])('%s', (markup, text) => {
    expect(plainCueText(markup)).toBe(text);
  });
});

describe('chooseLanguage', () => {
  it('finds tags, base languages and three-letter codes, best wish first', () => {
    expect(chooseLanguage(['eng', 'deu'], ['de-AT', 'en'])).toBe(1);
    expect(chooseLanguage(['en-US', 'en-GB'], ['en-GB'])).toBe(1);
    expect(chooseLanguage(['GER', ''], ['de'])).toBe(0);
    expect(chooseLanguage(['fr'], ['de'])).toBe(-1);
    expect(chooseLanguage([''], [''])).toBe(0);
  });
});

describe('stream forms', () => {
  it.each([
    ['http://a/live/u/p/1.ts', 'ts'], ['http://a/live/u/p/1.m3u8?token=x', 'hls'], ['http://a/x.mpd#t=1', 'dash'], ['http://a/movie/u/p/3.mkv', 'mp4'],
    ['http://a/get.php?id=1&output=ts', 'ts'], ['http://a/play?type=m3u8', 'hls'], ['http://a/live/u/p/1', 'unknown'], ['http://a.ts/live', 'unknown'],
  ])('%s is %s', (url, form) => {
    expect(formOfAddress(url)).toBe(form);
  });

  it('reads the first bytes', () => {
    const packets = new Uint8Array(400);
    packets[0] = 0x47;
    packets[188] = 0x47;
    const of = (text: string): Uint8Array => Uint8Array.from(text, (sign) => sign.charCodeAt(0));
    expect(formOfBytes(packets)).toBe('ts');
    expect(formOfBytes(of(`GIF89a${'x'.repeat(300)}`))).toBe('unknown');
    expect(formOfBytes(of('\u00ef\u00bb\u00bf#EXTM3U\n'))).toBe('hls');
    expect(formOfBytes(of('<?xml version="1.0"?>\n<MPD xmlns="x">'))).toBe('dash');
    expect(formOfBytes(of('\u0000\u0000\u0000\u0020ftypisom'))).toBe('mp4');
    expect(formOfBytes(of('<html>'))).toBe('unknown');
  });

  it('asks the server when the address does not tell', async () => {
    const http = new FakeHttp();
    http.on('/typed', { headers: { 'content-type': 'application/vnd.apple.mpegurl' } });
    http.on('/bytes', { body: '#EXTM3U\n#EXT-X-VERSION:3\n', chunkBytes: 3 });
    http.on('/moved', { url: 'http://b/x.mpd' });
    const found = await Promise.all(['http://a/typed', 'http://a/bytes', 'http://a/moved', 'http://a/none'].map((url) => detectForm(url, http)));
    expect(found).toEqual(['hls', 'hls', 'dash', 'unknown']);
  });
});

describe('the host probe', () => {
  it('asks without a body and never fails', async () => {
    const http = new FakeHttp();
    http.on('HEAD gone', { status: 404 });
    const probe = createHostProbe(http);
    const never = { isCancelled: false, onCancel: () => () => undefined, throwIfCancelled: () => undefined };
    expect(await probe('http://a/gone', never)).toEqual({ status: 404 });
    expect(await probe('http://dead/', never)).toEqual({ status: null });
    expect(await probe('blob:x', never)).toEqual({ status: 200 });
  });

  it('reads the words of a refusal, and takes no page for a stream', async () => {
    const http = new FakeHttp();
    http.on('/full', { status: 403, body: 'Max connections reached' });
    http.on('/no', { status: 403, body: 'This channel is not in your package' });
    http.on('/page', { headers: { 'content-type': 'text/html; charset=utf-8' } });
    const never = { isCancelled: false, onCancel: () => () => undefined, throwIfCancelled: () => undefined };
    const probe = createHostProbe(http);
    const answers = await Promise.all(['full', 'no', 'page'].map((name) => probe(`http://a/${name}`, never)));
    expect(answers).toEqual([{ status: 403, isLimit: true }, { status: 403 }, { status: 200, isPage: true }]);
    const codes = (['media.unsupported', 'media.refused', 'media.decode'] as const).map((code) => answers.map((answer) => refineByAnswer(new AppError(code), answer).code));
    expect(codes).toEqual([
      ['media.limit', 'media.refused', 'media.page'],
      ['media.limit', 'media.refused', 'media.refused'],
      ['media.decode', 'media.decode', 'media.decode'],
    ]);
  });

  it.each([
    ['Maximum number of connections reached', true], ['MAX_CONNECTIONS', true], ['Connection limit exceeded', true], ['Too many users', true],
    ['Forbidden', false], ['Your subscription has expired', false], ['The maximum is yours. A connection is fine', false],
  ])('%j says that the line is full: %j', (words, isFull) => {
    expect(saysLineIsFull(words)).toBe(isFull);
  });

  it('is believed where engines are vague', () => {
    const unsupported = new AppError('media.unsupported');
    expect(refineByAnswer(unsupported, { status: 404 }).code).toBe('media.not-found');
    expect(refineByAnswer(unsupported, { status: 200 })).toBe(unsupported);
    expect(refineByAnswer(unsupported, null)).toBe(unsupported);
    expect(refineByAnswer(new AppError('media.decode'), { status: 404 }).code).toBe('media.decode');
    expect([403, 410, 429, 458, 503, 302].map(mediaCodeOfStatus)).toEqual(['media.refused', 'media.not-found', 'media.limit', 'media.limit', 'media.unreachable', null]);
  });
});

describe('Shaka and protected streams', () => {
  const offers: readonly MediaDrm[] = [{ system: 'widevine', url: 'https://l/w', headers: { 'x-token': 't' } }, { system: 'clearkey', url: '', keys: { aa: 'bb' } }];

  it('asks the servers that were named, in their order, or takes the keys', () => {
    expect(shakaDrm(offers)).toMatchObject({ servers: { 'com.widevine.alpha': 'https://l/w' }, clearKeys: { aa: 'bb' }, preferredKeySystems: ['com.widevine.alpha', 'org.w3.clearkey'] });
    expect(() => shakaDrm([])).toThrow('media.drm-unsupported');
  });

  it('tells a licence server what it wants to hear, and the stream’s host what that wants', () => {
    const filters: Array<(type: number, request: { headers: Record<string, string>; uris: string[] }) => void> = [];
    addRequestHeaders({ registerRequestFilter: (filter) => { filters.push(filter); }, registerResponseFilter: () => undefined }, { cookie: 'mine' }, offers);
    const sent = (type: number, uri: string): Record<string, string> => {
      const request = { headers: {}, uris: [uri] };
      for (const filter of filters) filter(type, request);
      return request.headers;
    };
    expect([sent(2, 'https://l/w'), sent(2, 'https://other/'), sent(1, 'https://a/1.m4s')]).toEqual([{ 'x-token': 't' }, {}, { cookie: 'mine' }]);
  });
});

describe('Shaka errors', () => {
  it.each([
    [{ severity: 2, category: 1, code: 1001, data: ['http://user:pw@a/', 403, 'body'] }, 'media.refused'],
    [{ severity: 2, category: 1, code: 1001, data: ['http://a/', 404] }, 'media.not-found'],
    [{ severity: 2, category: 1, code: 1001, data: ['http://a/', 403, 'Max connections reached'] }, 'media.limit'],
    [{ severity: 2, category: 1, code: 1003, data: ['http://a/'] }, 'media.unreachable'],
    [{ severity: 2, category: 3, code: 3016, data: [] }, 'media.decode'],
    [{ severity: 2, category: 4, code: 4032, data: [] }, 'media.unsupported'],
    [{ severity: 2, category: 6, code: 6007, data: [] }, 'media.drm'],
    [{ severity: 2, category: 6, code: 6001, data: [] }, 'media.drm-unsupported'],
    [{ severity: 2, category: 6, code: 6007, data: [{ severity: 2, category: 1, code: 1002, data: ['http://user@a/'] }] }, 'media.drm'],
    [{ severity: 2, category: 6, code: 6007, data: [{ severity: 2, category: 1, code: 1001, data: ['http://user@a/', 403, 'no'] }] }, 'media.drm-refused'],
    [{ severity: 2, category: 6, code: 6007, data: [{ severity: 2, category: 1, code: 1001, data: ['http://a/', 403, '{"error":{"code":"rights.plan-over","message":"m"}}'] }] }, 'rights.plan-over'],
    [{ severity: 2, category: 6, code: 6007, data: [{ severity: 2, category: 1, code: 1001, data: ['http://a/', 500, '{"error":{"code":"made.up","message":"m"}}'] }] }, 'media.drm'],
    [{ severity: 2, category: 4, code: 4012, data: [{ missingKeys: ['a'] }] }, 'media.drm'],
    [{ severity: 2, category: 7, code: 7000, data: [] }, 'net.cancelled'],
    ['odd', 'media.decode'],
  ])('%j', (native, code) => {
    const error = shakaError(native);
    expect(error.code).toBe(code);
    expect(JSON.stringify(error.facts)).not.toContain('user');
  });

  it('knows which ones Shaka recovers from', () => {
    expect(isCriticalShakaError({ severity: 1, category: 1, code: 1002, data: [] })).toBe(false);
    expect(isCriticalShakaError({ severity: 2, category: 1, code: 1002, data: [] })).toBe(true);
    expect([403, 404, 503].map((status) => isExpiredAddress({ severity: 1, category: 1, code: 1001, data: ['http://a/', status] }))).toEqual([true, false, false]);
  });
});
