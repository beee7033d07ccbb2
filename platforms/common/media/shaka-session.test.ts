import type { MediaSource, Rect } from '#ports';
import { FakeClock, settle } from '#test/harness/fakes';
import { FakeDocument } from '../testing/fake-window';
import type { SessionSink } from './session';
import type { ShakaLibrary } from './shaka-api';
import { ShakaSession } from './shaka-session';
import type { VideoLayer } from './video-layer';

const LIVE: MediaSource = { url: 'http://media.test/live.m3u8', form: 'hls', isLive: true };
const NOTHING = (): void => undefined;
const SINK: SessionSink = {
  alive: NOTHING, started: NOTHING, position: NOTHING, duration: NOTHING, buffering: NOTHING, tracks: NOTHING, cues: NOTHING, regions: NOTHING, paused: NOTHING, ended: NOTHING,
  failed: NOTHING,
};

/** A library and a layer that only note what is asked of them. */
function makeBench(isOvertaken: boolean) {
  const said: string[] = [];
  const note = (what: string) => (): Promise<void> => {
    said.push(what);
    return Promise.resolve();
  };
  class Player {
    readonly preload = note('request');
    readonly attach = note('attach');
    readonly load = note('load');
    readonly destroy = note('destroy');
    readonly configure = (): boolean => true;
    readonly addEventListener = NOTHING;
    readonly selectTextTrack = NOTHING;
    readonly getNetworkingEngine = (): null => null;
    readonly getChaptersTracks = (): readonly [] => [];
  }
  const document = new FakeDocument();
  const layer = {
    take: (_rect: Rect) => Object.assign(new EventTarget(), { ownerDocument: document, muted: false, currentTime: 0, pause: note('pause') }),
    show: note('show'),
    release: note('release'),
  };
  const clock = new FakeClock();
  const make = (whenFree: Promise<void>): ShakaSession => new ShakaSession(
    { source: LIVE, whenFree, sink: SINK, rect: { x: 0, y: 0, width: 1920, height: 1080 }, isMuted: false },
    {
      layer: layer as unknown as VideoLayer, clock, log: { write: NOTHING },
      loadShaka: () => Promise.resolve({ Player, polyfill: { installAll: NOTHING } } as unknown as ShakaLibrary),
      tuning: { bufferingGoalSec: 30, longGoalSec: 60, bufferBehindSec: 20 }, isOvertaken,
    },
  );
  return { said, document, clock, make };
}

describe('a stream over Shaka', () => {
  it('asks for its manifest before it takes a place on screen', async () => {
    const { said, make } = makeBench(true);
    let free: () => void = NOTHING;
    const opened = make(new Promise((resolve) => { free = resolve; })).open();
    await settle();
    expect(said).toEqual(['request']);
    free();
    await opened;
    expect(said).toEqual(['request', 'show', 'attach', 'load']);
  });

  it('that is overtaken is taken down after the request of the next one', async () => {
    const { said, clock, make } = makeBench(true);
    const first = make(Promise.resolve());
    await first.open();
    said.length = 0;
    const closed = first.close();
    const opened = make(closed).open();
    await settle();
    expect(said).toEqual(['pause', 'request']);
    clock.tick(1);
    await opened;
    expect(said).toEqual(['pause', 'request', 'destroy', 'release', 'show', 'attach', 'load']);
  });

  it('is taken down at once in the background, and where nothing overtakes it', async () => {
    for (const isOvertaken of [true, false]) {
      const { said, document, make } = makeBench(isOvertaken);
      const session = make(Promise.resolve());
      await session.open();
      said.length = 0;
      document.hidden = isOvertaken;
      void session.close();
      expect(said).toEqual(['pause', 'destroy']);
    }
  });
});
