/** The parts of mpegts.js 1.8 that are used. */
export interface MpegtsLibrary {
  createPlayer(source: { type: 'mpegts'; isLive: boolean; url: string; cors: boolean }, config: object): MpegtsPlayer;
  readonly Events: { readonly ERROR: string; readonly LOADING_COMPLETE: string; readonly MEDIA_INFO: string; readonly STATISTICS_INFO: string };
  isSupported(): boolean;
}

/** One player of mpegts.js; `destroy` ends it. */
export interface MpegtsPlayer {
  attachMediaElement(video: HTMLMediaElement): void;
  detachMediaElement(): void;
  load(): void;
  unload(): void;
  destroy(): void;
  on(event: string, listener: (...details: unknown[]) => void): void;
}

/** Judges what the loaded script left behind. */
export function judgeMpegts(value: unknown): MpegtsLibrary | null {
  if (typeof value !== 'object' || value === null || !('createPlayer' in value) || !('Events' in value)) return null;
  return typeof value.createPlayer === 'function' ? (value as MpegtsLibrary) : null;
}
