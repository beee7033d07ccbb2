import { expect, it } from '@jest/globals';
import { probeCapabilities } from '#platforms/common';
import type { EngineFeatures } from '#platforms/common';
import type { MediaDrm, MediaSource } from '#ports';
import { FakeClock, FakeHttp, FakeLog, FakeNetwork } from '#test/harness/fakes';
import { webosPlan } from './webos-media';

const FEATURES: EngineFeatures = {
  userAgent: '', viewportHeight: 1080, hasImageBitmap: true, hasWebgl: true, hasWorkers: true, hasGzipStreams: true, hasMediaSource: true, canPlayHls: true, deviceMemoryMb: null,
};
const PLAYREADY: readonly MediaDrm[] = [{ system: 'playready', url: 'https://licence.test/' }];

/** Names of the engines a set of LG would try, or the code it refuses with at once. */
async function planned(source: Partial<MediaSource>, hasEme = true): Promise<readonly string[] | string> {
  const http = new FakeHttp();
  const nothing = (): Promise<never> => Promise.reject(new Error('no library'));
  const plan = webosPlan({
    http, hasEme,
    clock: new FakeClock(), log: new FakeLog(), network: new FakeNetwork(), layer: null as never,
    onForegroundChange: () => () => undefined,
    libraries: { loadShaka: nothing, loadMpegts: nothing },
    capabilities: probeCapabilities('webos', FEATURES, { osVersion: hasEme ? '5.2' : '3.4' }),
    drm: { luna: { request: nothing, subscribe: () => () => undefined }, appId: 'com.example.app' },
  });
  try {
    return (await plan({ url: 'http://host.test/stream', form: 'mp4', isLive: false, ...source })).map(({ name }) => name);
  } catch (error) {
    return String(Reflect.get(error as object, 'code'));
  }
}

it('protected streams go by EME where it reaches, by the set’s service where its own player opens them by address', async () => {
  for (const form of ['hls', 'dash'] as const) expect(await planned({ form, drm: PLAYREADY })).toEqual(['shaka']);
  for (const form of ['mp4', 'ts'] as const) expect(await planned({ form, drm: PLAYREADY })).toEqual(['native']);
  expect(await planned({ form: 'unknown', url: 'http://host.test/film.mp4?x=1', drm: PLAYREADY })).toEqual(['native']);
  expect(await planned({ form: 'unknown', drm: PLAYREADY })).toEqual(['shaka']);
});

it('without EME the service is all there is, and DASH nobody’s', async () => {
  for (const form of ['mp4', 'ts', 'hls', 'unknown'] as const) expect(await planned({ form, drm: PLAYREADY }, false)).toEqual(['native']);
  expect(await planned({ form: 'dash', drm: PLAYREADY }, false)).toBe('media.drm-unsupported');
});

it('what is not protected goes as it went', async () => {
  expect(await planned({ form: 'mp4' })).toEqual(['native']);
  expect(await planned({ form: 'hls' })).toEqual(['native', 'shaka']);
  expect(await planned({ form: 'dash' })).toEqual(['shaka']);
});
