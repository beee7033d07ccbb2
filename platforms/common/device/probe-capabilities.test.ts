import { probeCapabilities } from './probe-capabilities';
import type { EngineFeatures } from './probe-capabilities';

const modern: EngineFeatures = {
  userAgent: 'Mozilla/5.0 Chrome/120.0.0.0 Safari/537.36', viewportHeight: 1080, hasImageBitmap: true, hasWebgl: true, hasWorkers: true,
  hasGzipStreams: true, hasMediaSource: true, canPlayHls: false, deviceMemoryMb: null,
};
const tizen3: EngineFeatures = {
  ...modern, userAgent: 'Mozilla/5.0 (SMART-TV; Linux; Tizen 3.0) AppleWebKit/538.1 (KHTML, like Gecko) Version/3.0 TV Safari/538.1',
  hasImageBitmap: false, hasGzipStreams: false,
};

describe('probeCapabilities', () => {
  it('freezes the record', () => {
    const capabilities = probeCapabilities('browser', modern);
    expect(Object.isFrozen(capabilities)).toBe(true);
    expect(Object.isFrozen(capabilities.media)).toBe(true);
  });

  it('lets the set know its version better than the user agent', () => {
    expect(probeCapabilities('tizen', tizen3, { osVersion: '6.5' }).host.osVersion).toBe('6.5');
    expect(probeCapabilities('tizen', tizen3).host).toMatchObject({ name: 'Tizen', osVersion: '3.0', engineMajor: 47 });
  });

  it('names webOS as it is sold', () => {
    const sold = ['5.0', '6.3.2', '7.1.0', '8.0', '10'].map((osVersion) => probeCapabilities('webos', modern, { osVersion }).host.osVersion);
    expect(sold).toEqual(['5.0', '6.3', '22', '23', '25']);
  });

  it('tells sets by the family that runs, not by a borrowed user agent', () => {
    expect(probeCapabilities('browser', tizen3).host.name).toBe('Browser');
  });

  it.each([
    [1024, 'low'], [1599, 'low'], [1600, 'mid'], [3199, 'mid'], [3200, 'high'],
  ] as const)('%i MB is %s', (totalMemoryMb, memoryClass) => {
    expect(probeCapabilities('tizen', modern, { totalMemoryMb }).memoryClass).toBe(memoryClass);
  });

  it('guesses memory from age where nobody tells', () => {
    const classOf = (family: 'tizen' | 'webos', osVersion: string): string => probeCapabilities(family, modern, { osVersion }).memoryClass;
    expect([classOf('tizen', '5.0'), classOf('tizen', '5.5'), classOf('tizen', '10.0')]).toEqual(['low', 'mid', 'high']);
    expect([classOf('webos', '4'), classOf('webos', '5'), classOf('webos', '10')]).toEqual(['low', 'mid', 'high']);
  });

  it('knows who plays what', () => {
    expect(probeCapabilities('tizen', modern).media).toMatchObject({ hls: 'native', dash: 'native', transportStream: 'native', requestHeaders: 'cookie-ua' });
    expect(probeCapabilities('webos', modern).media).toMatchObject({ hls: 'native', dash: 'mse', transportStream: 'native' });
    expect(probeCapabilities('webos', { ...modern, hasMediaSource: false }).media).toMatchObject({ dash: 'none', requestHeaders: 'none' });
    expect(probeCapabilities('browser', modern).media).toMatchObject({ hls: 'mse', dash: 'mse', transportStream: 'mse', requestHeaders: 'all' });
    expect(probeCapabilities('browser', { ...modern, hasMediaSource: false, canPlayHls: true }).media.hls).toBe('native');
  });

  it('trusts no worker below Tizen 3 and webOS 4', () => {
    const has = (family: 'tizen' | 'webos', osVersion: string): boolean => probeCapabilities(family, modern, { osVersion }).hasWorkers;
    expect([has('tizen', '2.4'), has('tizen', '3.0'), has('webos', '3.9'), has('webos', '4.0')]).toEqual([false, true, false, true]);
    expect(probeCapabilities('tizen', tizen3).hasImageWorker).toBe(false);
  });

  it('draws at two thirds on a page of 720 lines, at one third on one of 360', () => {
    const drawnAt = (viewportHeight: number): number => probeCapabilities('tizen', { ...modern, viewportHeight }).pixelsPerUnit;
    expect([1080, 720, 360].map(drawnAt)).toEqual([1, 2 / 3, 1 / 3]);
  });
});
