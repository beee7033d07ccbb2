import {
  BrowserClock, BrowserNetwork, BrowserRandom, ConsoleLog, createBackground, createHttp, createStage, createVendorLibraries, DomKeys, ForegroundWatcher, KEYBOARD_KEYS,
  openStorage, probeCapabilities, readEngineFeatures, readBrandFile, SilentSpeech, VideoLayer,
} from '#platforms/common';
import type { BrandFile, StageLayers } from '#platforms/common';
import type { Host, HttpPort, RemoteKey } from '#ports';
import { WebDevice } from './web-device';
import { WebLifecycle } from './web-lifecycle';
import { WebMedia } from './web-media';

/** A browser tab as a host, and the layers of its page. */
export interface WebHost {
  readonly host: Host;
  readonly layers: StageLayers;
  /** `null` where the package has none that can be read. */
  readonly brand: BrandFile | null;
}

/** Everything a keyboard can say. */
const KEYBOARD: ReadonlySet<RemoteKey> = new Set(KEYBOARD_KEYS.values());

/** Asks for a small file of our own with a fresh address, so that no cache answers for a dead line. */
function createOnlineProbe(http: HttpPort, clock: BrowserClock): () => Promise<boolean> {
  return async () => {
    const response = await http.request({ url: `brand.json?online=${String(clock.nowMs())}`, method: 'HEAD', headTimeoutMs: 4_000 });
    response.close();
    return true;
  };
}

/** Builds the host of a browser tab. Reads the brand file and opens storage; rejects with nothing but a bug. */
export async function createWebHost(window: Window & typeof globalThis): Promise<WebHost> {
  const clock = new BrowserClock();
  const log = new ConsoleLog(clock, window.console);
  const random = new BrowserRandom();
  const layers = createStage(window.document);
  // A browser's own ground is white; a set's is black where neither page nor picture is.
  window.document.documentElement.style.background = '#000';
  const capabilities = probeCapabilities('browser', readEngineFeatures(window, layers.canvas));
  const watcher = new ForegroundWatcher(window.document);
  const isOnline = (): boolean => network.isOnline;
  const http = createHttp(window, clock, () => isOnline());
  const network = new BrowserNetwork({ window, clock, probe: createOnlineProbe(http, clock) });
  const [{ storage, blobs }, brand] = await Promise.all([openStorage(window, log), readBrandFile(http, log)]);
  const media = new WebMedia({
    clock, log, network, http, capabilities,
    libraries: createVendorLibraries(window),
    layer: new VideoLayer(window, layers.video),
    onForegroundChange: (listener) => watcher.first(listener),
  });
  const host: Host = {
    clock, random, http, storage, blobs, log, network, media,
    keys: new DomKeys(window, clock, { map: KEYBOARD_KEYS, available: KEYBOARD, pointer: 'movement', foldsClickAndOk: false }),
    lifecycle: new WebLifecycle(window, watcher),
    device: new WebDevice({ window, capabilities, storage, random, log, watcher }),
    speech: new SilentSpeech(),
    background: createBackground(window, capabilities.hasWorkers),
    service: null,
    billing: null, voice: null, preview: null, adId: null,
    assetBase: 'static/',
    // Without a named platform: the server this page came from.
    platformUrl: brand?.platformUrl ?? (/^https?:$/.test(window.location.protocol) ? window.location.origin : null),
  };
  return { host, layers, brand };
}
