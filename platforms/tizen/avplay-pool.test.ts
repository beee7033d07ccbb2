import { expect, test } from '@jest/globals';
import type { AVPlayManager } from 'tizen-tv-webapis';
import { probeCapabilities } from '#platforms/common';
import { FakeHttp, FakeLog, FakeNetwork, settle } from '#test/harness/fakes';
import { createScriptedSet, FILM, LIVE_TS, SimulatedAvplay } from '#test/simulators/testing';
import type { ScriptedSet } from '#test/simulators/testing';
import type { MediaSource } from '#ports';
import { AvplayMedia } from './avplay-media';

const FIRST: MediaSource = { url: 'http://host.test/one.ts', form: 'ts', isLive: true };
const NEXT: MediaSource = { url: 'http://host.test/two.m3u8', form: 'hls', isLive: true };

interface Bench {
  readonly set: ScriptedSet;
  readonly media: AvplayMedia;
  readonly places: string[];
  /** How many objects the set's store gave. */
  readonly given: () => number;
  show: (isForeground: boolean) => void;
}

function createBench(hasStore = true): Bench {
  const set = createScriptedSet({}, { canPrebuffer: true });
  const places: string[] = [];
  let given = 0;
  let tell: (isForeground: boolean) => void = () => undefined;
  const http = new FakeHttp();
  http.on('host.test', { status: 200 });
  const getPlayer = (): AVPlayManager => {
    if (!hasStore) throw new Error('QuotaExceededError');
    given += 1;
    return new SimulatedAvplay(set, `store ${String(given)}`) as unknown as AVPlayManager;
  };
  const features = {
    userAgent: '', viewportHeight: 1080, hasImageBitmap: true, hasWebgl: true, hasWorkers: true, hasGzipStreams: true, hasMediaSource: true, canPlayHls: false, deviceMemoryMb: null,
  };
  const media = new AvplayMedia({
    clock: set.clock, log: new FakeLog(), network: new FakeNetwork(), http,
    native: set.avplay as unknown as AVPlayManager,
    store: { getPlayer },
    capabilities: probeCapabilities('tizen', features, { osVersion: '6.0', maxPlayers: 2 }),
    surface: { place: (rect) => void places.push(`${String(rect.width)}x${String(rect.height)}`) },
    onForegroundChange: (listener) => {
      tell = listener;
      return () => undefined;
    },
  });
  return { set, media, places, given: () => given, show: (isForeground) => { tell(isForeground); } };
}

const answer = async ({ set }: Bench, index: number, opened = LIVE_TS): Promise<void> => {
  await settle();
  set.decoders[index]?.answer(opened);
  await settle();
};

test('the next channel gathers in an object of its own, out of sight and without the decoder; then it takes over, and the objects go round', async () => {
  const bench = createBench();
  const { set, media, places } = bench;
  const first = media.create();
  const loaded = first.load(FIRST);
  await answer(bench, 0);
  await loaded;
  await first.play();
  set.decoders[0]?.move(1_000);
  places.length = 0;
  const second = media.create();
  second.setMuted(true);
  second.setRect({ x: 0, y: 0, width: 2, height: 2 });
  const gathered = second.load(NEXT);
  await answer(bench, 1);
  await gathered;
  expect([second.state, set.bank.inUse, places, set.journal.texts('event').includes('store 1 property PREBUFFER_MODE')]).toEqual(['ready', 1, [], true]);
  expect(() => media.create()).toThrow(expect.objectContaining({ code: 'media.busy' }));
  await set.clock.advance(600);
  set.decoders[0]?.move(2_000);
  expect(first.positionMs).toBe(2_000);
  const gone = first.destroy();
  second.setRect({ x: 0, y: 0, width: 1920, height: 1080 });
  await second.play();
  await gone;
  set.decoders[1]?.move(500);
  expect([second.state, second.positionMs, places.includes('1920x1080'), set.bank.inUse]).toEqual(['playing', 500, true, 1]);
  // The first object is free again: nobody asks the store a second time.
  const third = media.create();
  const again = third.load(FIRST);
  await answer(bench, 2);
  await again;
  expect([third.state, bench.given()]).toEqual(['ready', 1]);
  await Promise.all([second.destroy(), third.destroy()]);
  await set.clock.advance(30_000);
  expect([set.journal.violations, set.clock.pending]).toEqual([[], 0]);
});

test('in the background both are closed at once; in front each is what it was', async () => {
  const bench = createBench();
  const { set, media } = bench;
  const [first, second] = [media.create(), media.create()];
  const one = first.load(FIRST);
  await answer(bench, 0);
  await one;
  await first.play();
  set.decoders[0]?.move(1_000);
  const two = second.load(NEXT);
  await answer(bench, 1);
  await two;
  bench.show(false);
  expect([set.decoders.map(({ isReleased }) => isReleased), set.bank.inUse]).toEqual([[true, true], 0]);
  bench.show(true);
  await answer(bench, 2);
  await answer(bench, 3);
  expect([first.state, second.state, set.bank.inUse, set.journal.violations]).toEqual(['playing', 'paused', 1, []]);
});

test('a set that gives no second object says so; the first plays on', async () => {
  const bench = createBench(false);
  const { set, media } = bench;
  const first = media.create();
  const one = first.load(FIRST);
  await answer(bench, 0, FILM);
  await one;
  await expect(media.create().load(NEXT)).rejects.toMatchObject({ code: 'media.busy' });
  await first.play();
  set.decoders[0]?.move(700);
  expect([first.positionMs, set.journal.violations]).toEqual([700, []]);
});
