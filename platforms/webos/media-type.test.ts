import { webosMediaType } from './media-type';

const option = (type: string): unknown => JSON.parse(decodeURIComponent(type.split('mediaOption=')[1] ?? ''));

it('a limit is told to the native player of adaptive streams alone', () => {
  const limit = { maxHeight: 720, maxBitrateBps: 4_000_000 };
  expect(option(webosMediaType({ url: 'x', form: 'hls', isLive: true, limit }))).toMatchObject({
    mediaTransportType: 'HLS', option: { adaptiveStreaming: { maxWidth: 1280, maxHeight: 720, bps: { maximum: 4_000_000 } } },
  });
  expect(option(webosMediaType({ url: 'x', form: 'ts', isLive: true, limit }))).toEqual({ mediaTransportType: 'URI', option: { mediaFormat: { type: 'video' } } });
});

it('a protected stream names its client, and leaves the transport to the set', () => {
  expect(option(webosMediaType({ url: 'x', form: 'mp4', isLive: false, startMs: 2_000 }, 'CLIENT'))).toEqual({
    option: { mediaFormat: { type: 'video' }, drm: { type: 'playready', clientId: 'CLIENT' }, transmission: { playTime: { start: 2_000 } } },
  });
});
