import { AppError } from '#core/base';
import type { MediaSource, MediaState } from '#ports';
import { FakeClock, FakeLog, FakeNetwork, settle } from '#test/harness/fakes';
import { createScriptedEngines } from '../testing/scripted-session';
import type { ScriptedSession } from '../testing/scripted-session';
import type { HostAnswer } from './probe-host';
import { SerialMedia } from './serial-media';
import { SerialPlayer } from './serial-player';
import type { SessionTraits } from './session';

const FILM: MediaSource = { url: 'http://host.test/film.mp4', form: 'mp4', isLive: false };
const LIVE: MediaSource = { url: 'http://host.test/live.m3u8', form: 'hls', isLive: true };

interface Bench {
  readonly clock: FakeClock;
  readonly network: FakeNetwork;
  readonly log: FakeLog;
  readonly player: SerialPlayer;
  readonly sessions: ScriptedSession[];
  readonly session: () => ScriptedSession;
  readonly said: string[];
  answer: (answer: HostAnswer) => void;
}

function createBench(options: { engines?: readonly string[]; traits?: Partial<SessionTraits>; hasProbe?: boolean; opensEarly?: boolean } = {}): Bench {
  const clock = new FakeClock();
  const network = new FakeNetwork();
  const log = new FakeLog();
  const { engines, sessions, last } = createScriptedEngines(options.engines, options.traits, options.opensEarly);
  const bench: { answer: (answer: HostAnswer) => void } = { answer: () => undefined };
  const said: string[] = [];
  const probeHost = (): Promise<HostAnswer> => new Promise((resolve) => {
    said.push('asked');
    bench.answer = resolve;
  });
  const player = new SerialPlayer({
    clock, network, log,
    plan: () => Promise.resolve(engines),
    probeHost: options.hasProbe === true ? probeHost : null,
    onDestroyed: () => undefined,
  });
  player.on('state', (state) => said.push(state));
  player.on('error', (error) => said.push(`error ${error.code}`));
  player.on('stalled', () => said.push('stalled'));
  player.on('ended', () => said.push('ended!'));
  return { clock, network, log, player, sessions, session: last, said, get answer() { return bench.answer; }, set answer(value) { bench.answer = value; } };
}

/** Loads and opens. */
async function load(bench: Bench, source = FILM): Promise<ScriptedSession> {
  const loaded = bench.player.load(source);
  await settle();
  const session = bench.session();
  session.opened();
  await loaded;
  return session;
}

/** Loads, opens, plays and lets the picture move. */
async function playing(bench: Bench, source = FILM): Promise<ScriptedSession> {
  const session = await load(bench, source);
  await bench.player.play();
  session.move(1_000);
  return session;
}

/** Lets the picture move for some seconds. */
async function run(bench: Bench, session: ScriptedSession, seconds: number): Promise<void> {
  for (let i = 0; i < seconds; i += 1) {
    session.move(session.positionMs + 1_000);
    await bench.clock.advance(1_000);
  }
}

describe('loading', () => {
  it('goes to ready, then plays, pauses and ends', async () => {
    const bench = createBench();
    const session = await playing(bench);
    await bench.player.pause();
    await bench.player.play();
    session.request.sink.ended();
    await settle();
    expect(bench.said).toEqual(['loading', 'ready', 'playing', 'paused', 'playing', 'ended', 'ended!']);
    expect(session.calls).toEqual(['open', 'play', 'pause', 'play', 'close']);
    expect(bench.player.positionMs).toBe(600_000);
    expect(bench.clock.pending).toBe(0);
  });

  it('remembers play and seek asked for while it opens', async () => {
    const bench = createBench();
    const loaded = bench.player.load(FILM);
    void bench.player.play();
    const sought = bench.player.seek(30_000);
    expect(bench.player.positionMs).toBe(30_000);
    await settle();
    bench.session().opened();
    await loaded;
    await sought;
    await settle();
    expect(bench.session().calls).toEqual(['open', 'seek 30000', 'play']);
    expect(bench.player.state).toBe('playing');
  });

  it('lets the latest load win and never opens two decoders', async () => {
    const bench = createBench();
    const first = bench.player.load(FILM);
    await settle();
    const early = bench.session();
    early.holdsClose = true;
    const cancelled = expect(first).rejects.toMatchObject({ code: 'net.cancelled' });
    const second = bench.player.load(LIVE);
    await cancelled;
    await settle();
    expect([early.isClosed, bench.sessions.length]).toEqual([true, 1]);
    early.finishClose();
    await settle();
    expect(bench.sessions).toHaveLength(2);
    early.opened();
    early.request.sink.failed(new AppError('media.decode'));
    bench.session().opened();
    await second;
    expect(bench.said).toEqual(['loading', 'ready']);
  });

  it('has an engine that opens early ask while the decoder before is let go, and tells it when that is free', async () => {
    const bench = createBench({ opensEarly: true });
    const first = await load(bench);
    first.holdsClose = true;
    const loaded = bench.player.load(LIVE);
    await settle();
    expect([first.isClosed, bench.sessions.length]).toEqual([true, 2]);
    let isFree = false;
    void bench.session().request.whenFree.then(() => { isFree = true; });
    await settle();
    expect(isFree).toBe(false);
    first.finishClose();
    await settle();
    expect(isFree).toBe(true);
    bench.session().opened();
    await loaded;
    // A form that has to be asked for counts on the line: not before the other is gone.
    bench.session().holdsClose = true;
    const closing = bench.session();
    void bench.player.load({ ...LIVE, form: 'unknown' }).catch(() => undefined);
    await settle();
    expect(bench.sessions).toHaveLength(2);
    closing.finishClose();
    await settle();
    expect(bench.sessions).toHaveLength(3);
  });

  it('opens after three seconds when a decoder never says it is free', async () => {
    const bench = createBench();
    const session = await load(bench);
    session.holdsClose = true;
    void bench.player.load(LIVE);
    await bench.clock.advance(2_900);
    expect(bench.sessions).toHaveLength(1);
    await bench.clock.advance(200);
    expect(bench.sessions).toHaveLength(2);
  });

  it('tries the next engine when a format is refused, and only then', async () => {
    const bench = createBench({ engines: ['native', 'shaka'] });
    const loaded = bench.player.load(FILM);
    await settle();
    bench.session().refused(new AppError('media.unsupported'));
    await settle();
    expect(bench.sessions.map((session) => session.traits.engine)).toEqual(['native', 'shaka']);
    bench.session().refused(new AppError('media.refused'));
    await expect(loaded).rejects.toMatchObject({ code: 'media.refused' });
    expect([bench.player.state, bench.said]).toEqual(['failed', ['loading', 'failed']]);
    expect(bench.clock.pending).toBe(0);
  });

  it('fails where no engine plays the form', async () => {
    const bench = createBench({ engines: [] });
    await expect(bench.player.load(FILM)).rejects.toMatchObject({ code: 'media.unsupported' });
  });
});

describe('a host that does not answer', () => {
  it('is told within ten seconds', async () => {
    const bench = createBench({ hasProbe: true });
    const failed = expect(bench.player.load(FILM)).rejects.toMatchObject({ code: 'media.unreachable', facts: { host: 'host.test' } });
    await bench.clock.advance(8_100);
    await failed;
    expect(bench.session().isClosed).toBe(true);
  });

  it('is not told dead while bytes come', async () => {
    const bench = createBench({ hasProbe: true });
    const loaded = bench.player.load(FILM);
    await settle();
    bench.session().request.sink.alive();
    await bench.clock.advance(12_000);
    expect(bench.player.state).toBe('loading');
    bench.session().opened();
    await loaded;
  });

  it('is not told dead when it answered, but a picture must come some time', async () => {
    const bench = createBench({ hasProbe: true });
    const loaded = bench.player.load(FILM);
    const failed = expect(loaded).rejects.toMatchObject({ code: 'media.unreachable', facts: { phase: 'no-picture' } });
    await bench.clock.advance(1_000);
    bench.answer({ status: 200 });
    await bench.clock.advance(20_000);
    expect(bench.player.state).toBe('loading');
    await bench.clock.advance(2_000);
    await failed;
  });

  it('is not asked while the stream plays within a second', async () => {
    const bench = createBench({ hasProbe: true });
    await load(bench);
    await bench.clock.advance(5_000);
    expect(bench.said).toEqual(['loading', 'ready']);
  });

  it('is named by its own status where the engine is vague', async () => {
    const bench = createBench({ hasProbe: true });
    const failed = expect(bench.player.load(FILM)).rejects.toMatchObject({ code: 'media.not-found' });
    await settle();
    bench.session().refused(new AppError('media.unsupported'));
    await settle();
    bench.answer({ status: 404 });
    await settle();
    await failed;
  });
});

describe('seeking', () => {
  it('folds a storm, shows the target at once, keeps from the end', async () => {
    const bench = createBench({ traits: { seekDebounceMs: 300 } });
    const session = await playing(bench);
    const seeks: Array<Promise<void>> = [];
    for (let i = 0; i < 200; i += 1) seeks.push(bench.player.seek(i * 10_000));
    expect([bench.player.isSeeking, bench.player.positionMs]).toEqual([true, 597_000]);
    await bench.clock.advance(300);
    await Promise.all(seeks);
    expect(session.calls.filter((call) => call.indexOf('seek') === 0)).toEqual(['seek 597000']);
    expect(bench.player.isSeeking).toBe(false);
  });

  it('stays inside a live window and is ignored without one', async () => {
    const bench = createBench();
    const session = await playing(bench, LIVE);
    await bench.player.seek(5_000);
    expect(session.calls).not.toContain('seek 5000');
    session.liveWindow = { startMs: 10_000, endMs: 60_000, endWallMs: null };
    await bench.player.seek(5_000);
    await bench.player.seek(90_000);
    expect(session.calls.slice(-2)).toEqual(['seek 10000', 'seek 60000']);
  });

  it('plays on when an engine refuses', async () => {
    const bench = createBench();
    const session = await playing(bench);
    session.seek = () => Promise.reject(new AppError('media.state'));
    await bench.player.seek(5_000);
    expect(bench.player.state).toBe('playing');
    expect(bench.log.lines.join()).toContain('seek failed');
  });

  it('hears no position while it seeks', async () => {
    const bench = createBench();
    const session = await playing(bench);
    session.holdsSeeks = true;
    const positions: number[] = [];
    bench.player.on('position', (positionMs) => positions.push(positionMs));
    const sought = bench.player.seek(100_000);
    await settle();
    session.request.sink.position(2_000);
    session.finishSeek?.();
    await sought;
    expect(positions).toEqual([100_000, 100_000]);
  });

  it('brings an ended film back', async () => {
    const bench = createBench();
    const session = await playing(bench);
    session.request.sink.ended();
    await bench.player.seek(40_000);
    await settle();
    bench.session().opened();
    await settle();
    expect([bench.sessions.length, bench.player.state, bench.session().calls]).toEqual([2, 'playing', ['open 40000', 'play']]);
  });
});

it('holds pause and seek back until a live transport stream moves', async () => {
  const bench = createBench({ traits: { mayActBeforeStart: false } });
  const session = await load(bench, LIVE);
  session.liveWindow = { startMs: 0, endMs: 60_000, endWallMs: null };
  await bench.player.play();
  await bench.player.pause();
  const sought = bench.player.seek(3_000);
  await settle();
  expect(session.calls).toEqual(['open', 'play']);
  session.move(500);
  await sought;
  await settle();
  expect(session.calls.slice(2).sort()).toEqual(['pause', 'seek 3000']);
  expect(bench.player.state).toBe('paused');
});

describe('a picture that stands still', () => {
  it('is told after 8 s, opened again after 20 s at its place, given up after three losses', async () => {
    const bench = createBench();
    const session = await playing(bench);
    await run(bench, session, 5);
    await bench.clock.advance(9_000);
    expect(bench.said.slice(-1)).toEqual(['stalled']);
    expect(bench.player.isBuffering).toBe(true);
    await bench.clock.advance(12_000);
    expect(bench.session().calls).toEqual(['open 6000']);
    for (let i = 0; i < 2; i += 1) {
      bench.session().opened();
      await settle();
      await bench.clock.advance(22_000);
    }
    expect(bench.sessions).toHaveLength(3);
    expect(bench.said.slice(-2)).toEqual(['failed', 'error media.stalled']);
    expect(bench.clock.pending).toBe(0);
  });

  it('opens live again at the edge', async () => {
    const bench = createBench();
    await playing(bench, LIVE);
    await bench.clock.advance(22_000);
    expect(bench.session().calls).toEqual(['open']);
    expect(bench.sessions).toHaveLength(2);
  });

  it('is forgiven after half a minute of picture', async () => {
    const bench = createBench();
    await playing(bench);
    for (let i = 0; i < 4; i += 1) {
      await bench.clock.advance(22_000);
      const session = bench.session();
      session.opened();
      await settle();
      await run(bench, session, 32);
    }
    expect(bench.player.state).toBe('playing');
    expect(bench.player.isBuffering).toBe(false);
  });

  it('is no stall while paused or seeking', async () => {
    const bench = createBench();
    const session = await playing(bench);
    await bench.player.pause();
    await bench.clock.advance(60_000);
    await bench.player.play();
    session.holdsSeeks = true;
    void bench.player.seek(9_000);
    await bench.clock.advance(60_000);
    expect(bench.said).not.toContain('stalled');
  });
});

describe('a lost line', () => {
  it('is opened again twice and then told', async () => {
    const bench = createBench();
    const session = await playing(bench);
    session.request.sink.failed(new AppError('media.unreachable'));
    expect(bench.player.state).toBe('loading');
    await bench.clock.advance(2_000);
    bench.session().refused(new AppError('media.unreachable'));
    await bench.clock.advance(2_000);
    bench.session().refused(new AppError('media.unreachable'));
    await bench.clock.advance(2_000);
    expect(bench.sessions).toHaveLength(3);
    expect(bench.said.slice(-2)).toEqual(['failed', 'error media.unreachable']);
  });

  it.each([5, 30, 60])('of %i seconds comes back when the set is online again', async (seconds) => {
    const bench = createBench();
    const session = await playing(bench);
    await run(bench, session, 3);
    bench.network.set(false);
    session.request.sink.failed(new AppError('media.unreachable'));
    await bench.clock.advance(seconds * 1_000);
    expect(bench.said).not.toContain('failed');
    bench.network.set(true);
    await settle();
    expect(bench.session().calls).toEqual(['open 4000']);
    bench.session().opened();
    await settle();
    expect([bench.player.state, bench.session().calls]).toEqual(['playing', ['open 4000', 'play']]);
  });

  it('is a live stream whose server hangs up', async () => {
    const bench = createBench();
    const session = await playing(bench, LIVE);
    session.request.sink.ended();
    await bench.clock.advance(2_100);
    expect(bench.sessions).toHaveLength(2);
    expect(bench.said).not.toContain('ended');
  });

  it('is no channel when it ends twice after the same short time, but a clip that says no', async () => {
    const bench = createBench();
    const session = await playing(bench, LIVE);
    await bench.clock.advance(6_000);
    session.request.sink.ended();
    await bench.clock.advance(2_100);
    bench.session().opened();
    await settle();
    await bench.clock.advance(6_400);
    bench.session().request.sink.ended();
    expect([bench.player.state, bench.said[bench.said.length - 1]]).toEqual(['failed', 'error media.notice']);
  });

  it('is not what a broken picture is', async () => {
    const bench = createBench();
    const session = await playing(bench);
    session.request.sink.failed(new AppError('media.decode'));
    expect(bench.said.slice(-2)).toEqual(['failed', 'error media.decode']);
    expect(bench.player.positionMs).toBe(1_000);
  });
});

describe('background', () => {
  it('lets the decoder go in the same turn and brings the picture back', async () => {
    const bench = createBench();
    const session = await playing(bench);
    await run(bench, session, 3);
    bench.player.suspend();
    expect([session.isClosed, bench.player.state, bench.player.positionMs, bench.player.durationMs]).toEqual([true, 'playing', 4_000, 600_000]);
    bench.player.resume();
    await settle();
    bench.session().opened();
    await settle();
    expect([bench.player.state, bench.session().calls]).toEqual(['playing', ['open 4000', 'play']]);
  });

  it('comes back paused when it was paused', async () => {
    const bench = createBench();
    await playing(bench);
    await bench.player.pause();
    bench.player.suspend();
    bench.player.resume();
    await settle();
    bench.session().opened();
    await settle();
    expect([bench.player.state, bench.session().calls]).toEqual(['paused', ['open 1000']]);
  });

  it('keeps a load that was still opening', async () => {
    const bench = createBench();
    const loaded = bench.player.load({ ...FILM, startMs: 9_000 });
    await settle();
    bench.player.suspend();
    bench.player.resume();
    await settle();
    bench.session().opened();
    await loaded;
    expect([bench.sessions.length, bench.session().calls, bench.player.state]).toEqual([2, ['open 9000'], 'ready']);
  });

  it('opens nothing that is loaded while hidden before it is shown', async () => {
    const bench = createBench();
    bench.player.suspend();
    const loaded = bench.player.load(FILM);
    await settle();
    expect(bench.sessions).toHaveLength(0);
    bench.player.resume();
    await settle();
    bench.session().opened();
    await loaded;
  });

  it.each<MediaState>(['idle', 'ended', 'failed'])('does nothing in %s', async (state) => {
    const bench = createBench();
    const session = state === 'idle' ? null : await playing(bench);
    if (state === 'ended') session?.request.sink.ended();
    if (state === 'failed') session?.request.sink.failed(new AppError('media.decode'));
    bench.player.suspend();
    bench.player.resume();
    await bench.clock.advance(30_000);
    expect([bench.player.state, bench.sessions.length]).toEqual([state, state === 'idle' ? 0 : 1]);
  });

  it('takes a seek and a stop while hidden', async () => {
    const bench = createBench();
    await playing(bench);
    bench.player.suspend();
    await bench.player.seek(77_000);
    expect(bench.player.positionMs).toBe(77_000);
    bench.player.resume();
    await settle();
    expect(bench.session().calls).toEqual(['open 77000']);
    bench.player.suspend();
    await bench.player.stop();
    bench.player.resume();
    await settle();
    expect([bench.player.state, bench.sessions.length]).toEqual(['idle', 2]);
  });

  it('finds its place behind the live edge by wall clock', async () => {
    const bench = createBench();
    const session = await playing(bench, LIVE);
    session.liveWindow = { startMs: 0, endMs: 600_000, endWallMs: 1_000_600_000 };
    await bench.player.seek(300_000);
    bench.player.suspend();
    bench.player.resume();
    await settle();
    bench.session().liveWindow = { startMs: 0, endMs: 600_000, endWallMs: 1_000_660_000 };
    bench.session().opened();
    await settle();
    expect(bench.session().calls).toEqual(['open', 'play', 'seek 240000']);
  });

  it('forgives an error and a standing picture in the first five seconds', async () => {
    const bench = createBench();
    await playing(bench);
    bench.player.suspend();
    bench.player.resume();
    await settle();
    bench.session().opened();
    await settle();
    bench.session().request.sink.failed(new AppError('media.decode'));
    expect(bench.player.state).toBe('loading');
    await bench.clock.advance(2_100);
    bench.session().opened();
    await settle();
    expect(bench.player.state).toBe('playing');
    await bench.clock.advance(6_000);
    bench.session().request.sink.failed(new AppError('media.decode'));
    expect(bench.player.state).toBe('failed');
  });
});

describe('choices', () => {
  it('survive a reopening', async () => {
    const bench = createBench();
    await playing(bench);
    await bench.player.selectTrack('audio', 'a1');
    await bench.player.selectTrack('text', null);
    await bench.player.setRate(2);
    bench.player.setAspect('fill');
    bench.player.setAspect('zoom');
    bench.player.setAspect('fill');
    bench.player.setRect({ x: 10, y: 20, width: 100, height: 100 });
    bench.player.setMuted(true);
    bench.player.suspend();
    bench.player.resume();
    await settle();
    const session = bench.session();
    expect([session.request.rect.x, session.request.isMuted]).toEqual([10, true]);
    session.opened();
    await settle();
    expect(session.calls).toEqual(['open 1000', 'aspect fill', 'track audio a1', 'track text null', 'rate 2', 'play']);
  });

  it('do not survive another film', async () => {
    const bench = createBench();
    await playing(bench);
    await bench.player.selectTrack('audio', 'a1');
    const session = await load(bench, { ...FILM, url: 'http://host.test/other.mp4' });
    await settle();
    expect(session.calls).toEqual(['open']);
  });
});

it('bears every call in every state', async () => {
  for (const state of ['idle', 'loading', 'playing', 'ended', 'failed', 'destroyed'] as const) {
    const bench = createBench();
    if (state === 'loading') void bench.player.load(FILM).catch(() => undefined);
    if (state === 'playing' || state === 'ended' || state === 'failed') {
      const session = await playing(bench);
      if (state === 'ended') session.request.sink.ended();
      if (state === 'failed') session.request.sink.failed(new AppError('media.drm'));
    }
    if (state === 'destroyed') await bench.player.destroy();
    await settle();
    expect(bench.player.state).toBe(state);
    bench.player.setRect({ x: 0, y: 0, width: 1, height: 1 });
    bench.player.setMuted(false);
    bench.player.stats();
    const calls = [bench.player.pause(), bench.player.setRate(1), bench.player.selectTrack('text', null), bench.player.stop(), bench.player.destroy()];
    await bench.clock.advance(30_000);
    await Promise.all(calls);
    expect(bench.clock.pending).toBe(0);
  }
});

it('keeps a throwing listener from ending a native callback', async () => {
  const bench = createBench();
  const session = await playing(bench);
  bench.player.on('position', () => {
    throw new Error('a screen is broken');
  });
  session.move(5_000);
  expect(bench.player.positionMs).toBe(5_000);
  expect(bench.log.lines.join()).toContain('a listener failed');
});

it('leaves nothing behind after a thousand zaps', async () => {
  const bench = createBench();
  for (let i = 0; i < 1_000; i += 1) {
    const session = await playing(bench, { ...LIVE, url: `http://host.test/${String(i)}.m3u8` });
    session.request.sink.buffering(true);
  }
  await bench.player.destroy();
  expect(bench.clock.pending).toBe(0);
  expect(bench.sessions.every((session) => session.isClosed)).toBe(true);
});

describe('SerialMedia', () => {
  it('gives as many players as there are decoders', async () => {
    const media = new SerialMedia({
      clock: new FakeClock(), log: new FakeLog(), network: new FakeNetwork(), planOf: () => ({ plan: () => Promise.resolve([]) }), probeHost: null, maxPlayers: 1,
      onForegroundChange: () => () => undefined,
    });
    const player = media.create();
    expect(() => media.create()).toThrow(expect.objectContaining({ code: 'media.busy' }) as Error);
    await player.destroy();
    const second = media.create();
    await expect(player.load(FILM)).rejects.toMatchObject({ code: 'media.state' });
    expect(second.state).toBe('idle');
  });
});
