import type { AVPlayManager } from 'tizen-tv-webapis';
import type { MediaCue, MediaPlayer, MediaSource } from '#ports';
import { probeCapabilities } from '#platforms/common';
import type { EngineFeatures } from '#platforms/common';
import { FakeHttp, FakeLog, FakeNetwork, settle } from '#test/harness/fakes';
import { createScriptedSet, FILM, LIVE_TS } from '#test/simulators/testing';
import type { ChaosHabits, OpenedMedia, ScriptedSet } from '#test/simulators/testing';
import { AvplayMedia } from './avplay-media';

const features: EngineFeatures = {
  userAgent: '', viewportHeight: 1080, hasImageBitmap: true, hasWebgl: true, hasWorkers: true, hasGzipStreams: true, hasMediaSource: true,
  canPlayHls: false, deviceMemoryMb: null,
};
const SOURCE: MediaSource = { url: 'http://host.test/film.mp4', form: 'mp4', isLive: false };
const LIVE: MediaSource = { url: 'http://host.test/live.ts', form: 'ts', isLive: true };

interface Bench {
  readonly set: ScriptedSet;
  readonly player: MediaPlayer;
  readonly http: FakeHttp;
  readonly said: string[];
  readonly places: string[];
  hide: () => void;
  show: () => void;
}

function createBench(habits: Partial<ChaosHabits> = {}, osVersion = '5.0'): Bench {
  const set = createScriptedSet(habits);
  const http = new FakeHttp();
  http.on('host.test', { status: 200 });
  let tell: (isForeground: boolean) => void = () => undefined;
  const places: string[] = [];
  const media = new AvplayMedia({
    clock: set.clock, log: new FakeLog(), network: new FakeNetwork(), http,
    native: set.avplay as unknown as AVPlayManager,
    capabilities: probeCapabilities('tizen', features, { osVersion }),
    surface: { place: (rect) => void places.push(`${String(rect.x)},${String(rect.y)}`) },
    onForegroundChange: (listener) => {
      tell = listener;
      return () => undefined;
    },
  });
  const player = media.create();
  const said: string[] = [];
  player.on('state', (state) => said.push(state));
  player.on('error', (error) => said.push(`error ${error.code}`));
  return { set, player, http, said, places, hide: () => { tell(false); }, show: () => { tell(true); } };
}

/** Answers the running preparation; with a start position also the seek to it. */
async function prepared(bench: Bench, opened: OpenedMedia = FILM): Promise<void> {
  await settle();
  bench.set.decoder.answer(opened);
  await settle();
  bench.set.decoder.finishSeek();
  await settle();
}

/** Loads, prepares, plays and lets the picture move. */
async function playing(bench: Bench, source = SOURCE, opened = FILM): Promise<void> {
  const loaded = bench.player.load(source);
  await prepared(bench, opened);
  await loaded;
  await bench.player.play();
  bench.set.decoder.move(1_000);
}

const calls = (bench: Bench): readonly string[] => bench.set.journal.texts('call').map((call) => call.replace('avplay.', ''));

it('calls in the canonical order and breaks no rule', async () => {
  const bench = createBench();
  await playing(bench, { ...SOURCE, startMs: 20_000, headers: { 'user-agent': 'VLC', cookie: 'a=b' } });
  expect(calls(bench).filter((call) => call !== 'getTotalTrackInfo' && call !== 'getCurrentStreamInfo')).toEqual([
    'open', 'setListener', 'setDisplayRect', 'setDisplayMethod', 'setTimeoutForBuffering', 'setBufferingParam', 'setBufferingParam',
    'setStreamingProperty', 'setStreamingProperty', 'prepareAsync', 'setDisplayRect', 'seekTo', 'setDisplayRect', 'play', 'setSilentSubtitle',
  ]);
  await bench.player.destroy();
  expect(calls(bench).slice(-4)).toEqual(['setSilentSubtitle', 'stop', 'setListener', 'close']);
  await bench.set.clock.advance(30_000);
  expect([bench.set.journal.violations, bench.set.clock.pending]).toEqual([[], 0]);
});

describe('a protected stream', () => {
  const DASH: MediaSource = { url: 'http://host.test/film.mpd', form: 'dash', isLive: false };

  it('has its licences fetched by the set itself, told before the preparation', async () => {
    const bench = createBench();
    const told: Array<readonly unknown[]> = [];
    const native = bench.set.avplay as unknown as AVPlayManager;
    const { setDrm } = native;
    native.setDrm = (...args: Parameters<typeof setDrm>) => {
      told.push(args);
      return setDrm.apply(native, args);
    };
    await playing(bench, { ...DASH, drm: [{ system: 'widevine', url: 'https://l/w' }, { system: 'playready', url: 'https://l/p' }] });
    expect(told).toEqual([['PLAYREADY', 'SetProperties', '{"LicenseServer":"https://l/p","DeleteLicenseAfterUse":true}']]);
    expect(calls(bench).indexOf('setDrm')).toBeLessThan(calls(bench).indexOf('prepareAsync'));
    expect(bench.set.journal.violations).toEqual([]);
  });

  it.each([['5.0', 4], ['6.0', 2]])('of Widevine alone, on Tizen %s: the app takes the player’s challenge to the licence server and gives back what it got', async (osVersion, told) => {
    const bench = createBench({}, osVersion);
    bench.http.on('https://l/w', { body: 'licence' });
    await playing(bench, { ...DASH, drm: [{ system: 'widevine', url: 'https://l/w', headers: { 'x-token': 't' } }] });
    const asked = bench.http.requests.find(({ url }) => url === 'https://l/w');
    expect([asked?.method, asked?.headers, String.fromCharCode(...Array.from(asked?.body as Uint8Array))]).toEqual(['POST', { 'content-type': 'application/octet-stream', 'x-token': 't' }, 'challenge']);
    expect(bench.player.state).toBe('playing');
    expect(calls(bench).filter((call) => call === 'setDrm')).toHaveLength(told);
    expect(bench.set.journal.violations).toEqual([]);
  });

  it.each([[403, 'media.drm-refused'], [500, 'media.drm']])('whose licence server answers %i fails by name, and the next one plays', async (status, code) => {
    const bench = createBench();
    bench.http.on('https://l/w', { status, body: 'no' });
    const loaded = bench.player.load({ ...DASH, drm: [{ system: 'widevine', url: 'https://l/w' }] });
    const refused = expect(loaded).rejects.toMatchObject({ code });
    await prepared(bench);
    await refused;
    await playing(bench);
    expect([bench.player.state, bench.set.journal.violations]).toEqual(['playing', []]);
  });

  it('that only other systems open is refused by name, and nothing is opened', async () => {
    const bench = createBench();
    await expect(bench.player.load({ ...DASH, drm: [{ system: 'clearkey', url: 'https://l/c' }] })).rejects.toMatchObject({ code: 'media.drm-unsupported' });
    expect(calls(bench)).not.toContain('open');
  });
});

describe('what the viewer allows', () => {
  const HLS: MediaSource = { url: 'http://host.test/live.m3u8', form: 'hls', isLive: true, limit: { maxHeight: 720, maxBitrateBps: 4_000_000 }, buffer: 'long' };

  it('a limit goes in as rates before the preparation, and breaks no rule', async () => {
    const bench = createBench();
    const set: Array<readonly unknown[]> = [];
    const native = bench.set.avplay as unknown as AVPlayManager;
    const { setStreamingProperty, setBufferingParam } = native;
    native.setStreamingProperty = (...args: Parameters<typeof setStreamingProperty>) => { set.push(args); setStreamingProperty.apply(native, args); };
    native.setBufferingParam = (...args: Parameters<typeof setBufferingParam>) => { set.push(args); setBufferingParam.apply(native, args); };
    const loaded = bench.player.load(HLS);
    await prepared(bench, LIVE_TS);
    await loaded;
    expect(set).toEqual([
      ['PLAYER_BUFFER_FOR_PLAY', 'PLAYER_BUFFER_SIZE_IN_SECOND', 10], ['PLAYER_BUFFER_FOR_RESUME', 'PLAYER_BUFFER_SIZE_IN_SECOND', 15], ['ADAPTIVE_INFO', 'BITRATES=0~4000000'],
    ]);
    expect(bench.set.journal.violations).toEqual([]);
  });

  it('a stream the set refuses so limited plays as it is', async () => {
    const bench = createBench();
    const loaded = bench.player.load(HLS);
    await settle();
    bench.set.decoder.fail({ kind: 'unsupported' });
    for (let i = 0; i < 20 && bench.set.decoders.length < 2; i += 1) await bench.set.clock.advance(20);
    await prepared(bench, LIVE_TS);
    await loaded;
    expect(calls(bench).filter((call) => call === 'setStreamingProperty' || call === 'open')).toEqual(['open', 'setStreamingProperty', 'open']);
  });
});

it('reaches play, pause and the end, and stops at the end', async () => {
  const bench = createBench();
  await playing(bench);
  await bench.player.pause();
  await bench.player.play();
  bench.set.decoder.events.onEnded();
  await settle();
  expect(bench.said).toEqual(['loading', 'ready', 'playing', 'paused', 'playing', 'ended']);
  expect([bench.set.avplay.getState(), bench.set.journal.violations]).toEqual(['NONE', []]);
});

describe('failures', () => {
  it.each([
    [{ kind: 'unsupported' }, 'media.unsupported'],
    [{ kind: 'unreachable' }, 'media.unreachable'],
    [{ kind: 'decode' }, 'media.decode'],
    [{ kind: 'refused', status: 403 }, 'media.refused'],
    [{ kind: 'not-found', status: 404 }, 'media.not-found'],
    [{ kind: 'refused', status: 458 }, 'media.limit'],
  ] as const)('%j is %s', async (failure, code) => {
    const bench = createBench();
    const failed = expect(bench.player.load(SOURCE)).rejects.toMatchObject({ code });
    await settle();
    bench.set.decoder.fail(failure);
    await bench.set.clock.advance(2_000);
    await failed;
    expect(bench.set.journal.violations).toEqual([]);
  });

  it('a host that does not answer is told within ten seconds, not after thirty', async () => {
    const bench = createBench();
    bench.http.on('host.test', 'net.timeout');
    const failed = expect(bench.player.load(SOURCE)).rejects.toMatchObject({ code: 'media.unreachable' });
    await bench.set.clock.advance(9_000);
    await failed;
    expect([bench.set.avplay.getState(), bench.set.journal.violations]).toEqual(['NONE', []]);
  });

  it('understands both spellings of the generic error', async () => {
    for (const id of ['PLAYER_ERROR_GENEREIC', 'PLAYER_ERROR_GENERIC', 'PLAYER_ERROR_SOMETHING_NEW']) {
      const bench = createBench();
      await playing(bench);
      bench.set.avplay['say']('onerror', id);
      await settle();
      expect(bench.said.slice(-2)).toEqual(['failed', 'error media.decode']);
    }
  });

  it('a lost decoder is a standing picture, and is opened again', async () => {
    const bench = createBench();
    await playing(bench);
    bench.set.avplay.freeze();
    await bench.set.clock.advance(22_000);
    expect(bench.set.decoders).toHaveLength(2);
    expect(bench.set.journal.violations).toEqual([]);
  });
});

describe('seeking', () => {
  it('serialises a storm into one native seek away from the end', async () => {
    const bench = createBench();
    await playing(bench);
    for (let i = 0; i < 200; i += 1) void bench.player.seek(i * 1_000);
    await bench.set.clock.advance(300);
    expect(bench.set.decoder.calls.filter((call) => call.indexOf('seek') === 0)).toEqual(['seek 57000']);
    bench.set.decoder.finishSeek();
    await settle();
    expect([bench.player.isSeeking, bench.player.positionMs, bench.set.journal.violations]).toEqual([false, 57_000, []]);
  });

  it('holds everything else until the seek is over', async () => {
    const bench = createBench();
    await playing(bench);
    void bench.player.seek(30_000);
    await bench.set.clock.advance(300);
    const paused = bench.player.pause();
    bench.player.setRect({ x: 100, y: 100, width: 960, height: 540 });
    void bench.player.selectTrack('audio', '2');
    await settle();
    expect(bench.set.avplay.getState()).toBe('PLAYING');
    bench.set.decoder.finishSeek();
    await paused;
    await settle();
    expect([bench.set.avplay.getState(), bench.set.journal.violations]).toEqual(['PAUSED', []]);
    expect(calls(bench).slice(-3)).toEqual(['setDisplayRect', 'pause', 'setSelectTrack']);
  });

  it('goes on after 8 s when no callback comes', async () => {
    const bench = createBench({ seekNone: 1 });
    await playing(bench);
    const sought = bench.player.seek(30_000);
    await bench.set.clock.advance(300);
    bench.set.decoder.finishSeek();
    await bench.set.clock.advance(7_900);
    expect(bench.player.isSeeking).toBe(true);
    await bench.set.clock.advance(200);
    await sought;
    expect(bench.player.isSeeking).toBe(false);
  });

  it('hears one of two callbacks', async () => {
    const bench = createBench({ seekBoth: 1 });
    await playing(bench);
    const sought = bench.player.seek(30_000);
    await bench.set.clock.advance(300);
    bench.set.decoder.finishSeek();
    await sought;
    expect([bench.player.state, bench.player.positionMs]).toEqual(['playing', 30_000]);
  });

  it('tries once more five seconds earlier', async () => {
    const bench = createBench({ seekFailsNearEnd: 1 });
    await playing(bench, SOURCE, { ...FILM, durationMs: 0 });
    bench.set.avplay['opened'] = { ...FILM, durationMs: 40_000 };
    const sought = bench.player.seek(39_000);
    await bench.set.clock.advance(310);
    bench.set.decoder.finishSeek();
    await settle();
    await sought;
    expect(bench.set.decoder.calls.filter((call) => call.indexOf('seek') === 0)).toEqual(['seek 34000']);
  });

  it('keeps the shape of the picture: asked for meanwhile, it comes after the seek', async () => {
    const bench = createBench();
    await playing(bench);
    expect([bench.player.rates, bench.player.aspects]).toEqual([[], ['fit', 'fill']]);
    const sought = bench.player.seek(30_000);
    await bench.set.clock.advance(300);
    bench.player.setAspect('fill');
    bench.set.decoder.finishSeek();
    await sought;
    expect(calls(bench).slice(-3)).toEqual(['seekTo', 'setDisplayRect', 'setDisplayMethod']);
    expect(bench.set.journal.violations).toEqual([]);
  });

  it('comes back to normal speed first', async () => {
    const bench = createBench();
    await playing(bench);
    await bench.player.setRate(4);
    await bench.player.setRate(1.25);
    const sought = bench.player.seek(30_000);
    await bench.set.clock.advance(300);
    bench.set.decoder.finishSeek();
    await sought;
    expect(bench.set.decoder.calls.slice(-3)).toEqual(['rate 4', 'rate 1', 'seek 30000']);
    expect(bench.set.journal.violations).toEqual([]);
  });
});

describe('live MPEG-TS', () => {
  it('is left alone until its picture moves, and is never sought', async () => {
    const bench = createBench();
    const loaded = bench.player.load(LIVE);
    await prepared(bench, LIVE_TS);
    await loaded;
    await bench.player.play();
    await bench.player.pause();
    await bench.player.seek(5_000);
    expect(bench.set.avplay.getState()).toBe('PLAYING');
    bench.set.decoder.move(500);
    await settle();
    expect([bench.set.avplay.getState(), bench.player.durationMs, bench.player.liveWindow, bench.set.journal.violations]).toEqual(['PAUSED', Infinity, null, []]);
  });

  it('has a window when it is HLS', async () => {
    const bench = createBench();
    const loaded = bench.player.load({ ...LIVE, url: 'http://host.test/a.m3u8', form: 'hls' });
    await settle();
    bench.set.decoder.window = { startMs: 1_000, endMs: 61_000 };
    await prepared(bench, { ...LIVE_TS, form: 'hls' });
    await loaded;
    expect(bench.player.liveWindow).toEqual({ startMs: 1_000, endMs: 61_000, endWallMs: null });
  });
});

describe('tracks', () => {
  it('are read with the first time event, the wished language chosen, text off', async () => {
    const bench = createBench();
    await playing(bench, { ...SOURCE, preferredAudio: ['de'] });
    expect(bench.player.tracks).toEqual([
      { id: '1', kind: 'audio', language: 'eng', label: '', isSelected: false },
      { id: '2', kind: 'audio', language: 'deu', label: '', isSelected: true },
      { id: '3', kind: 'text', language: 'eng', label: '', isSelected: false },
    ]);
    expect(bench.set.decoder.calls).toContain('track AUDIO 1');
    expect(bench.set.journal.violations).toEqual([]);
  });

  it('show their cues and clear them when their time is over', async () => {
    const bench = createBench();
    await playing(bench);
    const shown: Array<readonly MediaCue[]> = [];
    bench.player.on('cues', (cues) => shown.push(cues));
    bench.set.decoder.events.onCue('unheard', 1_000);
    await bench.player.selectTrack('text', '3');
    bench.set.decoder.events.onCue('<b>Hello</b><br>there', 1_500);
    await bench.set.clock.advance(1_500);
    bench.set.decoder.events.onCue('again', 9_000);
    await bench.player.selectTrack('text', null);
    bench.set.decoder.events.onCue('unheard', 1_000);
    expect(shown).toEqual([
      [{ text: 'Hello\nthere', startMs: 1_000, endMs: 2_500 }], [],
      [{ text: 'again', startMs: 1_000, endMs: 10_000 }], [],
    ]);
  });

  it('survive unreadable facts', async () => {
    const bench = createBench();
    const loaded = bench.player.load(SOURCE);
    await prepared(bench);
    await loaded;
    bench.set.avplay.getTotalTrackInfo = () => [{ index: 4, type: 'AUDIO', extra_info: '{"language":"en' }, { index: 'x' }, 7 as unknown as object];
    await bench.player.play();
    bench.set.decoder.move(500);
    expect(bench.player.tracks).toEqual([{ id: '4', kind: 'audio', language: '', label: '', isSelected: true }]);
  });
});

describe('background', () => {
  it.each(['loading', 'ready', 'playing', 'paused', 'seeking'] as const)('in %s everything is closed in the same turn and comes back', async (moment) => {
    const bench = createBench();
    const loaded = bench.player.load(SOURCE);
    await settle();
    if (moment !== 'loading') await prepared(bench);
    if (moment !== 'loading' && moment !== 'ready') {
      await bench.player.play();
      bench.set.decoder.move(10_000);
    }
    if (moment === 'paused') await bench.player.pause();
    if (moment === 'seeking') {
      void bench.player.seek(30_000);
      await bench.set.clock.advance(300);
    }
    const before = bench.set.decoders.length;
    bench.hide();
    expect([bench.set.avplay.getState(), bench.set.decoder.isReleased]).toEqual(['NONE', true]);
    bench.show();
    await prepared(bench);
    await bench.set.clock.advance(400);
    bench.set.decoder.finishSeek();
    await loaded;
    await settle();
    const state = { loading: 'ready', ready: 'paused', playing: 'playing', paused: 'paused', seeking: 'playing' }[moment];
    const place = { loading: 0, ready: 0, playing: 10_000, paused: 10_000, seeking: 30_000 }[moment];
    expect([bench.player.state, bench.player.positionMs]).toEqual([state, place]);
    expect([bench.set.decoders.length, bench.set.journal.violations]).toEqual([before + 1, []]);
  });
});

it('places the picture in 1920x1080, also while it prepares', async () => {
  const bench = createBench();
  const loaded = bench.player.load(SOURCE);
  await settle();
  bench.player.setRect({ x: 960.4, y: 100, width: 640, height: 360 });
  await prepared(bench);
  await loaded;
  expect(bench.places[bench.places.length - 1]).toBe('960.4,100');
  expect(bench.set.journal.violations).toEqual([]);
});

it('switches sources during preparation without a forbidden call', async () => {
  const bench = createBench();
  const first = expect(bench.player.load(SOURCE)).rejects.toMatchObject({ code: 'net.cancelled' });
  await settle();
  const second = bench.player.load({ ...SOURCE, url: 'http://host.test/other.mp4' });
  await first;
  await prepared(bench);
  await second;
  expect([bench.set.decoders.length, bench.set.decoders[0]?.isReleased, bench.set.journal.violations]).toEqual([2, true, []]);
});

it('leaves AVPlay nothing to keep after a thousand zaps', async () => {
  const bench = createBench();
  for (let i = 0; i < 1_000; i += 1) await playing(bench, { ...LIVE, url: `http://host.test/${String(i)}.ts` }, LIVE_TS);
  await bench.player.destroy();
  await bench.set.clock.advance(30_000);
  expect(bench.set.avplay['listener']).toEqual({});
  expect([bench.set.bank.inUse, bench.set.clock.pending, bench.set.journal.violations.length]).toEqual([0, 0, 0]);
});
