import {
  BrowserClock, BrowserNetwork, BrowserRandom, ConsoleLog, createBackground, createHttp, createStage, createVendorLibraries, DomKeys, ForegroundWatcher, openStorage,
  probeCapabilities, readEngineFeatures, readBrandFile, VideoLayer, WEBOS_CLICK_AND_OK, WEBOS_KEYS,
} from '#platforms/common';
import type { BrandFile, StageLayers } from '#platforms/common';
import type { Host, RemoteKey } from '#ports';
import { LunaBridge, readBridgeFactory } from './luna-bridge';
import { RelayedMedia } from './relayed-media';
import { ServiceHttp } from './service-http';
import { watchWebosNetwork } from './watch-webos-network';
import { WebosDevice } from './webos-device';
import { WebosLifecycle } from './webos-lifecycle';
import { WebosMedia } from './webos-media';
import { WebosScreenSaver } from './webos-screen-saver';
import { WebosService } from './webos-service';
import { WebosSpeech } from './webos-speech';
import { readWebosFacts, readWebosSystem } from './webos-system';

/** An LG set as a host, and the layers of its page. */
export interface WebosHost {
  readonly host: Host;
  readonly layers: StageLayers;
  /** `null` where the package has none that can be read. */
  readonly brand: BrandFile | null;
}

/** What LG's remotes send without asking; the Magic Remote lacks the transport keys, which screens offer anyway. */
const REMOTE: ReadonlySet<RemoteKey> = new Set(WEBOS_KEYS.values());

/** Builds the host of an LG set. */
export async function createWebosHost(window: Window & typeof globalThis): Promise<WebosHost> {
  const clock = new BrowserClock();
  const log = new ConsoleLog(clock, window.console);
  const random = new BrowserRandom();
  const system = readWebosSystem(window);
  const layers = createStage(window.document);
  const watcher = new ForegroundWatcher(window.document);
  const capabilities = probeCapabilities('webos', readEngineFeatures(window, layers.canvas), readWebosFacts(system));
  const luna = new LunaBridge(readBridgeFactory(window), clock, log);
  const network = new BrowserNetwork({ window, clock });
  watchWebosNetwork(luna, network, watcher);
  const engine = createHttp(window, clock, () => network.isOnline);
  const service = capabilities.hasLocalService ? new WebosService({ luna, clock, http: engine, appId: system.appId }) : null;
  const http = service === null ? engine : new ServiceHttp({ engine, service, hasGzipStreams: capabilities.hasGzipStreams });
  const [{ storage, blobs }, brand] = await Promise.all([openStorage(window, log), readBrandFile(http, log)]);
  const media = new WebosMedia({
    clock, log, network, http, capabilities,
    drm: { luna, appId: system.appId },
    hasEme: 'requestMediaKeySystemAccess' in window.navigator,
    libraries: createVendorLibraries(window),
    layer: new VideoLayer(window, layers.video),
    onForegroundChange: (listener) => watcher.first(listener),
  });
  const host: Host = {
    clock, random, http, storage, blobs, log, network, service, billing: null, voice: null, preview: null, adId: null,
    media: service === null ? media : new RelayedMedia(media, service),
    keys: new DomKeys(window, clock, {
      map: WEBOS_KEYS, available: REMOTE, pointer: 'system', foldsClickAndOk: WEBOS_CLICK_AND_OK.appliesTo(capabilities),
    }),
    lifecycle: new WebosLifecycle({ window, system, watcher, capabilities }),
    device: new WebosDevice({ window, system, capabilities, storage, random, screenSaver: new WebosScreenSaver(luna) }),
    speech: new WebosSpeech(luna),
    background: createBackground(window, capabilities.hasWorkers),
    assetBase: 'static/',
    platformUrl: brand?.platformUrl ?? null,
  };
  return { host, layers, brand };
}
