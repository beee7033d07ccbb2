import { DrawnDecoder } from '../plane/drawn-decoder';
import { findCovers } from '../plane/find-covers';
import type { PlaneLibraries } from '../plane/libraries';
import { VideoDecoder } from '../plane/video-decoder';
import type { VideoDecoderSet } from '../plane/video-decoder';
import { VideoPlane } from '../plane/video-plane';
import { AppFreezer } from './app-freezer';
import { Chaos } from './chaos';
import { DecoderBank } from './decoder';
import type { DecoderFactory } from './decoder';
import { Journal, VIOLATION_MARK } from './journal';
import { Line } from './line';
import { takeNativeTimers } from './native-timers';
import type { NativeTimers } from './native-timers';
import type { TelevisionConfig } from './television';
import { Visibility } from './visibility';

/** Decode what? The test of a baseline picture with sound. */
const H264 = 'video/mp4; codecs="avc1.42E01E,mp4a.40.2"';
/** How often the way through the page to the plane is looked at. */
const COVER_LOOK_MS = 300;

/** What both makers' sets are built of. */
export interface TelevisionParts {
  readonly window: Window & typeof globalThis;
  readonly config: TelevisionConfig;
  readonly timers: NativeTimers;
  readonly journal: Journal;
  readonly chaos: Chaos;
  readonly line: Line;
  readonly visibility: Visibility;
  readonly freezer: AppFreezer;
  readonly plane: VideoPlane;
  readonly bank: DecoderBank;
  readonly createDecoder: DecoderFactory;
  /** Why the plane cannot be seen, as last looked. */
  readonly covers: () => readonly string[];
}

/** Builds the parts in the order that matters: natives are taken before anything is wrapped. */
export function createParts(window: Window & typeof globalThis, config: TelevisionConfig, libraries: PlaneLibraries): TelevisionParts {
  const timers = takeNativeTimers(window);
  const journal = new Journal(timers.nowMs, (what) => { window.console.error(VIOLATION_MARK + what); });
  const plane = new VideoPlane(window.document);
  const line = new Line(window, journal, config.packageOrigin);
  const bank = new DecoderBank(1);
  const set: VideoDecoderSet = { plane, timers, libraries, isLineUp: () => line.isUp, onLine: (listener) => line.onChange(listener) };
  const canDecode = (): boolean => {
    const media: unknown = Reflect.get(plane.window(), 'MediaSource');
    return typeof media === 'function' && 'isTypeSupported' in media && (media as typeof MediaSource).isTypeSupported(H264);
  };
  let covers: readonly string[] = [];
  const isSamsung = config.preset.family === 'tizen';
  timers.every(COVER_LOOK_MS, () => {
    // The typings promise a body, which a page that is still loading has not.
    if ((window.document.body as HTMLElement | null) === null) return;
    covers = isSamsung && bank.inUse === 0 ? [] : findCovers(window.document, isSamsung);
    plane.setVisible(covers.length === 0);
  });
  return {
    window, config, timers, journal, line, plane, bank,
    chaos: new Chaos(config.chaos, config.seed),
    visibility: new Visibility(window.document),
    freezer: new AppFreezer(window),
    createDecoder: (events) => {
      const isDrawn = config.decoder === 'drawn' || (config.decoder === 'auto' && !canDecode());
      return isDrawn ? new DrawnDecoder(set, events) : new VideoDecoder(set, events);
    },
    covers: () => covers,
  };
}
