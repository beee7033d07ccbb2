import { AppError } from '#core/base';
import {
  BrowserClock, BrowserNetwork, BrowserRandom, ConsoleLog, createBackground, createHttp, createStage, DomKeys, ForegroundWatcher, openStorage, probeCapabilities,
  readEngineFeatures, readBrandFile, SilentSpeech,
} from '#platforms/common';
import type { BrandFile, StageLayers } from '#platforms/common';
import type { Host } from '#ports';
import { AvplayMedia } from './avplay-media';
import { AvplaySurface } from './avplay-surface';
import { findSamsungAdId } from './samsung-ad-id';
import { findSamsungBilling } from './samsung-billing';
import { findSamsungPreview } from './samsung-preview';
import { findSamsungVoice } from './samsung-voice';
import { readTizenFacts, TizenDevice } from './tizen-device';
import { registerTizenKeys } from './tizen-keys';
import { TizenLifecycle } from './tizen-lifecycle';
import { readTizenNatives } from './tizen-natives';
import { watchTizenNetwork } from './watch-tizen-network';
import { watchVoiceGuide } from './watch-voice-guide';

/** A Samsung set as a host, and the layers of its page. */
export interface TizenHost {
  readonly host: Host;
  readonly layers: StageLayers;
  /** `null` where the package has none that can be read. */
  readonly brand: BrandFile | null;
}

/** Builds the host of a Samsung set. Rejects with `internal.bug` where the page runs without AVPlay. */
export async function createTizenHost(window: Window & typeof globalThis): Promise<TizenHost> {
  const clock = new BrowserClock();
  const log = new ConsoleLog(clock, window.console);
  const random = new BrowserRandom();
  const natives = readTizenNatives(window);
  const { avplay } = natives.webapis;
  if (avplay === undefined) throw new AppError('internal.bug', { message: 'this page has no AVPlay: is webapis.js in the package?' });
  const layers = createStage(window.document);
  const watcher = new ForegroundWatcher(window.document);
  const keySet = registerTizenKeys(natives, log);
  const network = new BrowserNetwork({ window, clock });
  watchTizenNetwork(natives, network, watcher, log);
  const speech = new SilentSpeech();
  watchVoiceGuide(natives, speech, log);
  const http = createHttp(window, clock, () => network.isOnline);
  const [{ storage, blobs }, brand] = await Promise.all([openStorage(window, log), readBrandFile(http, log)]);
  const { uses = [], preparesAhead = [] } = brand ?? {};
  const capabilities = probeCapabilities('tizen', readEngineFeatures(window, layers.canvas), readTizenFacts(natives, keySet.available, preparesAhead, log));
  const surface = new AvplaySurface(window.document, layers.video);
  const host: Host = {
    clock, random, http, storage, blobs, log, network, speech,
    media: new AvplayMedia({
      clock, log, network, http, capabilities, surface,
      native: avplay,
      ...(natives.webapis.avplaystore === undefined ? {} : { store: natives.webapis.avplaystore }),
      onForegroundChange: (listener) => watcher.first(listener),
    }),
    keys: new DomKeys(window, clock, { ...keySet, pointer: 'movement', foldsClickAndOk: false }),
    lifecycle: new TizenLifecycle(window, natives, watcher, log),
    device: new TizenDevice({ window, natives, capabilities, storage, random, log, watcher }),
    background: createBackground(window, capabilities.hasWorkers),
    service: null,
    billing: findSamsungBilling(natives, log),
    voice: findSamsungVoice(natives, uses, log),
    preview: findSamsungPreview(natives, uses, log),
    adId: findSamsungAdId(natives, uses, log),
    assetBase: 'static/',
    platformUrl: brand?.platformUrl ?? null,
  };
  return { host, layers, brand };
}
