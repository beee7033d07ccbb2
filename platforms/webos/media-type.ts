import type { MediaSource } from '#ports';

const TYPES: Readonly<Record<MediaSource['form'], string>> = {
  hls: 'application/vnd.apple.mpegurl', dash: 'application/dash+xml', ts: 'video/mp2t', mp4: 'video/mp4', unknown: 'video/mp4',
};

/**
 * The `type` attribute for the native player: the form, and media options as an encoded JSON parameter. The start position
 * goes in as an option, since the pipeline would otherwise load the beginning first. `drmClientId`: the client of the DRM service that opens
 * it; then the set chooses the transport itself, as LG's guide to protected content leaves it. Source: LG, mediaOption parameter.
 */
export function webosMediaType(source: MediaSource, drmClientId?: string): string {
  const { startMs, isLive, form, limit } = source;
  const option = {
    ...(drmClientId === undefined ? { mediaTransportType: form === 'hls' ? 'HLS' : 'URI' } : {}),
    option: {
      mediaFormat: { type: 'video' },
      ...(drmClientId === undefined ? {} : { drm: { type: 'playready', clientId: drmClientId } }),
      ...(limit === undefined || form !== 'hls' ? {} : { adaptiveStreaming: { maxWidth: Math.round((limit.maxHeight * 16) / 9), maxHeight: limit.maxHeight, bps: { maximum: limit.maxBitrateBps } } }),
      ...(startMs !== undefined && startMs > 0 && !isLive ? { transmission: { playTime: { start: Math.round(startMs) } } } : {}),
    },
  };
  return `${TYPES[form]};mediaOption=${encodeURIComponent(JSON.stringify(option))}`;
}
