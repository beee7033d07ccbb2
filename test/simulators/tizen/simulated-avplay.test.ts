import { settle } from '#test/harness/fakes';
import { FILM, LIVE_TS } from '../core/scripted-decoder';
import type { OpenedMedia } from '../core/decoder';
import { createScriptedSet } from '../testing/scripted-set';
import type { ScriptedSet } from '../testing/scripted-set';
import { LEGAL_STATES } from './avplay-rules';
import type { AvplayMethod, AvplayState } from './avplay-rules';
import { SimulatedAvplay } from './simulated-avplay';

const URL = 'http://host.test/film.mp4';

/** Brings a player into a state. */
async function inState(state: AvplayState, opened: OpenedMedia = FILM, habits = {}, more: Parameters<typeof createScriptedSet>[1] = {}): Promise<ScriptedSet> {
  const set = createScriptedSet(habits, more);
  const { avplay } = set;
  if (state === 'NONE') return set;
  avplay.open(URL);
  if (state === 'IDLE') return set;
  avplay.prepareAsync();
  set.decoder.answer(opened);
  await settle();
  if (state === 'READY') return set;
  avplay.play();
  if (state === 'PAUSED') {
    set.decoder.move(1);
    avplay.pause();
  }
  return set;
}

function nameThrown(action: () => unknown): string | null {
  try {
    action();
    return null;
  } catch (error) {
    return typeof error === 'object' && error !== null && 'name' in error ? String(error.name) : 'no name';
  }
}

/** A legal call of each method that needs no callback. */
const CALLS: Partial<Record<AvplayMethod, (player: SimulatedAvplay) => unknown>> = {
  open: (player) => { player.open(URL); },
  close: (player) => { player.close(); },
  setListener: (player) => { player.setListener({}); },
  setDisplayRect: (player) => { player.setDisplayRect(0, 0, 1920, 1080); },
  setDisplayMethod: (player) => { player.setDisplayMethod('PLAYER_DISPLAY_MODE_LETTER_BOX'); },
  setTimeoutForBuffering: (player) => { player.setTimeoutForBuffering(10); },
  setBufferingParam: (player) => { player.setBufferingParam('PLAYER_BUFFER_FOR_PLAY', 'PLAYER_BUFFER_SIZE_IN_SECOND', 4); },
  setStreamingProperty: (player) => { player.setStreamingProperty('USER_AGENT', 'x'); },
  getStreamingProperty: (player) => player.getStreamingProperty('IS_LIVE'),
  play: (player) => { player.play(); },
  pause: (player) => { player.pause(); },
  stop: (player) => { player.stop(); },
  setSpeed: (player) => { player.setSpeed(2); },
  getState: (player) => player.getState(),
  getDuration: (player) => player.getDuration(),
  getCurrentTime: (player) => player.getCurrentTime(),
  getCurrentStreamInfo: (player) => player.getCurrentStreamInfo(),
  suspend: (player) => { player.suspend(); },
};
const STATES: readonly AvplayState[] = ['NONE', 'IDLE', 'READY', 'PLAYING', 'PAUSED'];

describe('T-01 the state table', () => {
  const cases = STATES.flatMap((state) => (Object.keys(CALLS) as AvplayMethod[]).map((method) => [method, state] as const));

  it.each(cases)('%s in %s', async (method, state) => {
    const set = await inState(state);
    const legal: readonly AvplayState[] = LEGAL_STATES[method];
    const thrown = nameThrown(() => CALLS[method]?.(set.avplay));
    expect(thrown).toBe(legal.includes(state) ? null : 'InvalidStateError');
    expect(set.journal.violations.length > 0).toBe(thrown !== null);
  });

  it('throws what is no Error, with three fields', () => {
    const set = createScriptedSet();
    let thrown: unknown = null;
    try {
      set.avplay.play();
    } catch (error) {
      thrown = error;
    }
    expect(thrown).not.toBeInstanceOf(Error);
    expect(thrown).toMatchObject({ code: 11, name: 'InvalidStateError', message: 'PLAYER_ERROR_INVALID_STATE' });
  });

  it('goes back to IDLE on stop and keeps the address', async () => {
    const set = await inState('PLAYING');
    set.avplay.stop();
    expect([set.avplay.getState(), set.decoder.isReleased]).toEqual(['IDLE', true]);
    set.avplay.prepareAsync();
    expect(set.decoder.calls).toEqual([`open ${URL}`]);
  });
});

it('T-02 setDisplayRect before open throws; values are in 1920x1080', async () => {
  const set = createScriptedSet();
  expect(nameThrown(() => { set.avplay.setDisplayRect(0, 0, 1920, 1080); })).toBe('InvalidStateError');
  set.avplay.open(URL);
  expect(nameThrown(() => { set.avplay.setDisplayRect(0, 0, 3840, 2160); })).toBe('InvalidValuesError');
  expect(nameThrown(() => { set.avplay.setDisplayRect('0', 0, 1920, 1080); })).toBe('TypeMismatchError');
  await settle();
});

describe('T-03 prepareAsync', () => {
  it.each([
    ['htp:/x', null, 'InvalidValuesError'],
    [URL, { kind: 'unreachable' }, 'InvalidAccessError'],
    [URL, { kind: 'unsupported' }, 'InvalidAccessError'],
    [URL, { kind: 'decode' }, 'UnknownError'],
  ] as const)('tells %s %j asynchronously', async (url, failure, name) => {
    const set = createScriptedSet();
    set.avplay.open(url);
    const told: unknown[] = [];
    set.avplay.prepareAsync(() => told.push('ok'), (error: unknown) => told.push(error));
    if (failure !== null) set.decoder.fail(failure);
    expect(told).toEqual([]);
    await set.clock.advance(10);
    expect(told).toMatchObject([{ name }]);
    expect(set.avplay.getState()).toBe('IDLE');
  });

  it('throws at once only for what is no function', () => {
    const set = createScriptedSet();
    expect(nameThrown(() => { set.avplay.prepareAsync('ok'); })).toBe('TypeMismatchError');
    const told: unknown[] = [];
    set.avplay.prepareAsync(() => undefined, (error: unknown) => told.push(error));
    set.clock.tick(1);
    expect(told).toMatchObject([{ name: 'InvalidStateError' }]);
  });

  it('gives up a silent host after 30 s', async () => {
    const set = createScriptedSet();
    set.avplay.open(URL);
    const told: unknown[] = [];
    set.avplay.prepareAsync(() => undefined, (error: unknown) => told.push(error));
    await set.clock.advance(29_000);
    expect(told).toEqual([]);
    await set.clock.advance(1_100);
    expect(told).toMatchObject([{ message: 'PLAYER_ERROR_CONNECTION_FAILED' }]);
  });
});

describe('T-04 one operation at a time', () => {
  it('refuses everything but reading and close during a seek', async () => {
    const set = await inState('PLAYING');
    const { avplay } = set;
    avplay.seekTo(10_000);
    expect(nameThrown(() => { avplay.pause(); })).toBe('InvalidAccessError');
    expect(nameThrown(() => { avplay.seekTo(20_000); })).toBe('InvalidStateError');
    expect(nameThrown(() => { avplay.setDisplayRect(0, 0, 100, 100); })).toBe('InvalidAccessError');
    expect(nameThrown(() => avplay.getCurrentTime())).toBeNull();
    expect(nameThrown(() => { avplay.close(); })).toBeNull();
  });

  it('is free again after the callback', async () => {
    const set = await inState('PLAYING');
    const told: string[] = [];
    set.avplay.seekTo(10_000, () => told.push('ok'), () => told.push('failed'));
    set.decoder.finishSeek();
    await settle();
    expect(told).toEqual(['ok']);
    expect(nameThrown(() => { set.avplay.pause(); })).toBeNull();
  });
});

it('T-05 tracks are listed from the first time event on', async () => {
  const ready = await inState('READY');
  expect(nameThrown(() => ready.avplay.getTotalTrackInfo())).toBe('InvalidStateError');
  const set = await inState('PLAYING');
  expect(set.avplay.getTotalTrackInfo()).toEqual([]);
  set.decoder.move(500);
  const tracks = set.avplay.getTotalTrackInfo() as ReadonlyArray<{ type: string; extra_info: string }>;
  expect(tracks.map((track) => track.type)).toEqual(['VIDEO', 'AUDIO', 'AUDIO', 'TEXT']);
  expect(JSON.parse(tracks[1]?.extra_info ?? '')).toMatchObject({ language: 'eng' });
});

it('T-06 settings belong into IDLE', async () => {
  for (const state of ['READY', 'PLAYING', 'PAUSED'] as const) {
    const { avplay } = await inState(state);
    expect(nameThrown(() => { avplay.setStreamingProperty('COOKIE', 'a=b'); })).toBe('InvalidStateError');
    expect(nameThrown(() => { avplay.setBufferingParam('PLAYER_BUFFER_FOR_PLAY', 'PLAYER_BUFFER_SIZE_IN_SECOND', 4); })).toBe('InvalidStateError');
    expect(nameThrown(() => avplay.setDrm('PLAYREADY', 'SetProperties', '{}'))).toBe('InvalidStateError');
  }
});

describe('T-07 buffering callbacks', () => {
  const heard: string[] = [];
  const listener = { onbufferingstart: () => heard.push('start'), onbufferingcomplete: () => heard.push('complete'), oncurrentplaytime: () => heard.push('time') };
  beforeEach(() => {
    heard.length = 0;
  });

  it('come during preparation and after a seek', async () => {
    const set = createScriptedSet();
    set.avplay.open(URL);
    set.avplay.setListener(listener);
    set.avplay.prepareAsync();
    await set.clock.advance(10);
    set.decoder.answer(FILM);
    await settle();
    set.avplay.play();
    set.avplay.seekTo(5_000);
    await set.clock.advance(10);
    set.decoder.finishSeek();
    await settle();
    expect(heard).toEqual(['start', 'complete', 'start', 'complete']);
  });

  it('are missed by a listener that comes late', async () => {
    const set = await inState('READY');
    set.avplay.setListener(listener);
    set.avplay.play();
    set.avplay.seekTo(5_000);
    await set.clock.advance(10);
    set.decoder.finishSeek();
    await settle();
    set.decoder.move(6_000);
    expect(heard).toEqual(['time']);
  });
});

it('T-08 speeds by protocol; no seek at another speed', async () => {
  const set = await inState('PLAYING');
  expect(nameThrown(() => { set.avplay.setSpeed(1.5); })).toBe('InvalidValuesError');
  expect(nameThrown(() => { set.avplay.setSpeed(16); })).toBe('InvalidValuesError');
  set.avplay.setSpeed(-8);
  const told: string[] = [];
  set.avplay.seekTo(10, () => told.push('ok'), () => told.push('failed'));
  await set.clock.advance(10);
  expect(told).toEqual(['failed']);
});

it('T-09 the buffering time-out tells "complete" whatever is there', async () => {
  const set = createScriptedSet();
  set.avplay.open(URL);
  const heard: string[] = [];
  set.avplay.setListener({ onbufferingcomplete: () => heard.push('complete') });
  set.avplay.setTimeoutForBuffering(3);
  set.avplay.prepareAsync();
  await set.clock.advance(3_000);
  expect(heard).toEqual(['complete']);
});

it('T-10 the end is told and the state stays PLAYING until stop', async () => {
  const set = await inState('PLAYING');
  const heard: string[] = [];
  set.avplay.setListener({ onstreamcompleted: () => heard.push('completed') });
  set.decoder.events.onEnded();
  expect([heard, set.avplay.getState()]).toEqual([['completed'], 'PLAYING']);
  set.avplay.stop();
  expect(set.avplay.getState()).toBe('IDLE');
});

it('T-11 a second decode takes the first without a word', async () => {
  const set = await inState('PLAYING');
  const heard: string[] = [];
  set.avplay.setListener({ onerror: () => heard.push('error'), oncurrentplaytime: () => heard.push('time') });
  const second = new SimulatedAvplay(set, 'store 1');
  second.open(URL);
  second.prepareAsync();
  set.decoders[0]?.move(9_000);
  expect(heard).toEqual([]);
  expect(set.journal.texts('event')).toContain('avplay lost its decoder');
});

it.each([[true, 0], [false, 1]])('T-11 a player that gathers ahead leaves the decoder to the first where the model can (%s), and takes it when it plays', async (canPrebuffer, lost) => {
  const set = await inState('PLAYING', FILM, {}, { canPrebuffer });
  const second = new SimulatedAvplay(set, 'store 1');
  second.open(URL);
  second.setStreamingProperty('PREBUFFER_MODE', '5000');
  second.prepareAsync();
  set.decoder.answer(FILM);
  await settle();
  const losses = (): number => set.journal.texts('event').filter((event) => event === 'avplay lost its decoder').length;
  expect([second.getState(), second.getCurrentTime(), losses()]).toEqual(['READY', 5_000, lost]);
  second.play();
  expect([losses(), set.bank.inUse]).toEqual([1, 1]);
});

it('T-12 silent subtitles stop the cues', async () => {
  const set = await inState('PLAYING');
  const heard: unknown[] = [];
  set.avplay.setListener({ onsubtitlechange: (duration: unknown, text: unknown) => heard.push([duration, text]) });
  set.decoder.move(500);
  set.avplay.setSelectTrack('TEXT', 3);
  set.decoder.events.onCue('one', 2_000);
  set.avplay.setSilentSubtitle(true);
  set.decoder.events.onCue('two', 2_000);
  set.avplay.setSilentSubtitle(false);
  set.decoder.events.onCue('three', 2_000);
  expect(heard).toEqual([['2000', 'one'], ['2000', 'three']]);
  expect(nameThrown(() => { set.avplay.setSelectTrack('TEXT', 1); })).toBe('InvalidValuesError');
});

describe('T-26 chaos', () => {
  it('loses and doubles the callbacks of seeks', async () => {
    const mute = await inState('PLAYING', FILM, { seekNone: 1 });
    const told: string[] = [];
    mute.avplay.seekTo(10_000, () => told.push('ok'), () => told.push('failed'));
    mute.decoder.finishSeek();
    await mute.clock.advance(20_000);
    expect(told).toEqual([]);
    const double = await inState('PLAYING', FILM, { seekBoth: 1 });
    double.avplay.seekTo(10_000, () => told.push('ok'), () => told.push('failed'));
    double.decoder.finishSeek();
    await settle();
    expect(told).toEqual(['ok', 'failed']);
  });

  it('fails near the end', async () => {
    const set = await inState('PLAYING', FILM, { seekFailsNearEnd: 1 });
    const told: unknown[] = [];
    set.avplay.seekTo(58_000, () => told.push('ok'), (error: unknown) => told.push(error));
    await set.clock.advance(10);
    expect(told).toMatchObject([{ message: 'PLAYER_ERROR_SEEK_FAILED' }]);
  });

  it('strikes by its seed', async () => {
    const strikes = async (): Promise<boolean[]> => {
      const set = await inState('PLAYING', FILM, { seekNone: 0.5 });
      return Array.from({ length: 20 }, () => set.chaos.strikes('seekNone'));
    };
    const [first, second] = [await strikes(), await strikes()];
    expect(first).toEqual(second);
    expect(new Set(first).size).toBe(2);
  });
});

describe('T-27 live MPEG-TS', () => {
  it('has no duration and refuses to seek', async () => {
    const set = await inState('PLAYING', LIVE_TS);
    set.decoder.move(500);
    expect(set.avplay.getDuration()).toBe(0);
    const told: unknown[] = [];
    set.avplay.seekTo(1_000, () => told.push('ok'), (error: unknown) => told.push(error));
    await set.clock.advance(10);
    expect(told).toMatchObject([{ message: 'PLAYER_ERROR_SEEK_FAILED' }]);
  });

  it('sticks when paused before its picture moves', async () => {
    const set = await inState('PLAYING', LIVE_TS);
    const heard: string[] = [];
    set.avplay.setListener({ oncurrentplaytime: () => heard.push('time') });
    set.avplay.pause();
    set.avplay.play();
    set.decoder.move(1_000);
    expect(heard).toEqual([]);
    expect(set.journal.violations).toHaveLength(1);
  });
});

it('T-26 a restore comes back where the firmware lets it', async () => {
  const set = await inState('PLAYING');
  set.decoder.move(20_000);
  set.avplay.suspend();
  expect([set.avplay.getState(), set.decoder.isReleased]).toEqual(['NONE', true]);
  set.avplay.restoreAsync();
  set.decoder.answer(FILM);
  await settle();
  expect([set.avplay.getState(), set.avplay.getCurrentTime()]).toEqual(['PLAYING', 20_000]);
});
