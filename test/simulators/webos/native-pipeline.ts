import type { DecoderFailure } from '../core/decoder';
import { runLibrary } from '../plane/libraries';
import type { PlaneLibraries, PlaneMpegts, PlaneShaka } from '../plane/libraries';
import { shakaFailure } from '../plane/shaka-failure';
import { sniffForm } from '../plane/sniff-form';

/** What a pipeline plays and how it reports. */
export interface PipelineRequest {
  /** The element with the engine's own members. */
  readonly video: HTMLVideoElement;
  readonly url: string;
  /** The `type` attribute the app gave, with its media options. */
  readonly type: string;
  /** Clean window whose interfaces are neither masked nor frozen. */
  readonly clean: Window & typeof globalThis;
  readonly libraries: PlaneLibraries;
  readonly onFailed: (failure: DecoderFailure) => void;
}

/** A running native pipeline. */
export interface Pipeline {
  readonly form: 'hls' | 'ts' | 'file';
  readonly isLive: () => boolean;
  readonly audioLanguages: () => readonly string[];
  readonly selectAudio: (index: number) => void;
  readonly end: () => void;
  /** The element below failed; the page has not heard of it. */
  readonly onNativeError: () => void;
}

/** How the set recognises a form: by the type, else HLS when the address contains "m3u8" (tv-platforms 4.5). */
export function formOf(url: string, type: string): 'hls' | 'dash' | 'ts' | 'file' {
  if (/mpegurl/i.test(type)) return 'hls';
  if (/dash\+xml/i.test(type)) return 'dash';
  if (url.indexOf('m3u8') >= 0) return 'hls';
  return /mp2t/i.test(type) || /\.ts($|[?#])/.test(url) ? 'ts' : 'file';
}

/** One value of the media options. */
function optionOf(type: string, path: readonly string[]): unknown {
  const encoded = /mediaOption=(.*)$/.exec(type)?.[1];
  if (encoded === undefined) return undefined;
  try {
    const option: unknown = JSON.parse(decodeURIComponent(encoded));
    return ['option', ...path].reduce<unknown>((value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined), option);
  } catch {
    // The set ignores options it cannot read.
    return undefined;
  }
}

/** The start position of the media options, in seconds. */
export function startSecOf(type: string): number {
  const start = optionOf(type, ['transmission', 'playTime', 'start']);
  return typeof start === 'number' ? start / 1000 : 0;
}

/** The client of the DRM service that the media options name; `null` for none. */
export function drmClientOf(type: string): string | null {
  const client = optionOf(type, ['drm', 'clientId']);
  return optionOf(type, ['drm', 'type']) === 'playready' && typeof client === 'string' ? client : null;
}

/** Whether the set takes a stream for a protected one: what the simulated picture is decoded with could open none, so the name of its file says it. */
export function isProtected(url: string): boolean {
  return /\/locked[^/]*$/.test(url.replace(/[?#].*$/, ''));
}

/** Starts what the set's own player would do with the source. */
export function startPipeline(request: PipelineRequest): Pipeline {
  const form = formOf(request.url, request.type);
  if (form === 'hls') return startHls(request);
  if (form === 'ts') return startTs(request);
  if (form === 'dash') {
    // DASH is not documented for the native player.
    request.onFailed({ kind: 'unsupported' });
    return { form: 'file', isLive: () => false, audioLanguages: () => [], selectAudio: () => undefined, end: () => undefined, onNativeError: () => undefined };
  }
  return startFile(request);
}

function startHls(request: PipelineRequest): Pipeline {
  const library = runLibrary(request.clean, request.libraries.shaka, 'shaka') as PlaneShaka;
  library.polyfill.installAll();
  // The observer takes no view of an element, which is all the library gets; it does without.
  Reflect.deleteProperty(request.clean, 'ResizeObserver');
  const player = new library.Player();
  let isOver = false;
  const fail = (error: unknown): void => {
    if (!isOver) request.onFailed(shakaFailure(error));
  };
  // By path: an object of this window is none to the library, which lives in the plane's.
  player.configure('streaming.retryParameters.maxAttempts', 4);
  player.configure('streaming.retryParameters.baseDelay', 500);
  player.addEventListener('error', (event) => {
    fail(typeof event === 'object' && event !== null ? Reflect.get(event, 'detail') : null);
  });
  const startSec = startSecOf(request.type);
  player.attach(request.video).then(() => player.load(request.url, startSec > 0 ? startSec : null, 'application/x-mpegurl')).catch(fail);
  return {
    form: 'hls',
    isLive: () => player.isLive(),
    audioLanguages: () => player.getAudioTracks().map((track) => track.language),
    selectAudio: (index) => {
      const track = player.getAudioTracks()[index];
      if (track !== undefined) player.selectAudioTrack(track);
    },
    end: () => {
      isOver = true;
      player.destroy().catch(() => undefined);
    },
    // The library hears of it through its own listeners, or tells it as an error of its own.
    onNativeError: () => { fail({ category: 3 }); },
  };
}

function startTs(request: PipelineRequest): Pipeline {
  const library = runLibrary(request.clean, request.libraries.mpegts, 'mpegts') as PlaneMpegts;
  const player = library.createPlayer({ type: 'mpegts', isLive: true, url: request.url, cors: true }, { enableWorker: false, autoCleanupSourceBuffer: true });
  let isOver = false;
  player.on(library.Events.ERROR, (kind, _detail, info) => {
    const status: unknown = typeof info === 'object' && info !== null ? Reflect.get(info, 'code') : null;
    if (isOver) return;
    if (status === 404 || status === 410) request.onFailed({ kind: 'not-found', status });
    else request.onFailed({ kind: kind === 'NetworkError' ? 'unreachable' : 'unsupported' });
  });
  player.attachMediaElement(request.video);
  player.load();
  return {
    form: 'ts', isLive: () => true, audioLanguages: () => [''], selectAudio: () => undefined,
    onNativeError: () => {
      if (!isOver) request.onFailed({ kind: 'decode' });
    },
    end: () => {
      isOver = true;
      player.destroy();
    },
  };
}

function startFile(request: PipelineRequest): Pipeline {
  const { video } = request;
  let isOver = false;
  const onError = (): void => {
    const code = video.error?.code ?? 0;
    // The engine says 4 for everything before metadata; the set knows the reason.
    if (code !== 4) request.onFailed({ kind: code === 2 ? 'unreachable' : 'decode' });
    else {
      sniffForm(request.clean, request.url).then((sniffed) => {
        if (!isOver) request.onFailed(sniffed.failure ?? { kind: 'unsupported' });
      }, () => undefined);
    }
  };
  const startSec = startSecOf(request.type);
  video.src = request.url;
  if (startSec > 0) video.currentTime = startSec;
  return {
    form: 'file', isLive: () => false, audioLanguages: () => [''], selectAudio: () => undefined,
    onNativeError: onError,
    end: () => {
      isOver = true;
    },
  };
}
