import type { Capabilities } from '#ports';
import type { HostFamily } from './read-user-agent';
import { readUserAgent } from './read-user-agent';
import { compareVersions, isAtLeast, parseVersion } from './version';
import type { Version } from './version';

/** What the engine says about itself; {@link readEngineFeatures} fills it from a window, tests from a table. */
export interface EngineFeatures {
  readonly userAgent: string;
  readonly viewportHeight: number;
  readonly hasImageBitmap: boolean;
  readonly hasWebgl: boolean;
  readonly hasWorkers: boolean;
  readonly hasGzipStreams: boolean;
  readonly hasMediaSource: boolean;
  readonly canPlayHls: boolean;
  /** `navigator.deviceMemory` in MB, `null` where the engine has none. */
  readonly deviceMemoryMb: number | null;
}

/** What the television's own interfaces say; every field may be missing. Versions win over the user agent. */
export interface DeviceFacts {
  readonly osVersion?: string;
  readonly model?: string;
  readonly totalMemoryMb?: number;
  readonly hasUhd?: boolean;
  readonly hasHdr?: boolean;
  readonly hasLocalService?: boolean;
  /** Streams that may be open at once, one of them playing; absent: one. */
  readonly maxPlayers?: number;
  /** What the remote sends by itself; absent: all of them. */
  readonly keys?: { readonly color: boolean; readonly digits: boolean; readonly channels: boolean; readonly transport: boolean };
}

const PUBLIC_NAME: Readonly<Record<HostFamily, string>> = { tizen: 'Tizen', webos: 'webOS', browser: 'Browser' };

/** LG sells its internal version 7 as "22", 8 as "23" and so on. */
function publicVersion(family: HostFamily, version: Version): string {
  const major = version[0];
  if (major === undefined) return '';
  if (family === 'webos' && major >= 7) return String(major + 15);
  return version.slice(0, 2).join('.');
}

/**
 * Memory decides cache sizes. Where the set does not tell, its age does: sets of 2019 and before have 1 to 1.5 GB for
 * everything. Larger bounds: a weak set swaps and the system ends the app; smaller: art is loaded again and again.
 */
function memoryClassOf(family: HostFamily, osVersion: Version, totalMb: number | null): Capabilities['memoryClass'] {
  if (totalMb !== null) {
    if (totalMb < 1600) return 'low';
    return totalMb < 3200 ? 'mid' : 'high';
  }
  if (family === 'browser') return 'high';
  const [low, mid] = family === 'tizen' ? (['5.5', '7.0'] as const) : (['5', '8'] as const);
  if (!isAtLeast(osVersion, low)) return 'low';
  return isAtLeast(osVersion, mid) ? 'high' : 'mid';
}

function mediaOf(family: HostFamily, features: EngineFeatures, facts: DeviceFacts): Capabilities['media'] {
  const mse = features.hasMediaSource ? 'mse' : 'none';
  const screen = { hasUhd: facts.hasUhd ?? false, hasHdr: facts.hasHdr ?? false };
  if (family === 'tizen') return { hls: 'native', dash: 'native', transportStream: 'native', ...screen, requestHeaders: 'cookie-ua' };
  if (family === 'webos') {
    return { hls: 'native', dash: mse, transportStream: 'native', ...screen, requestHeaders: features.hasMediaSource || facts.hasLocalService === true ? 'all' : 'none' };
  }
  const hls = mse === 'none' && features.canPlayHls ? 'native' : mse;
  return { hls, dash: mse, transportStream: mse, ...screen, requestHeaders: features.hasMediaSource ? 'all' : 'none' };
}

/** Canvas pixels per unit of the 1920x1080 screen: the app draws no more lines than the page has, in three sizes. */
function pixelsPerUnitOf(viewportHeight: number): number {
  if (viewportHeight <= 360) return 1 / 3;
  return viewportHeight <= 720 ? 2 / 3 : 1;
}

/**
 * Freezes what this set can do. Pure: the same input gives the same record, so a table of real user agents tests it.
 * `family` is the build that runs; the user agent of a browser says nothing about the television's interfaces.
 */
export function probeCapabilities(family: HostFamily, features: EngineFeatures, facts: DeviceFacts = {}): Capabilities {
  const engine = readUserAgent(features.userAgent);
  const told = facts.osVersion === undefined ? [] : parseVersion(facts.osVersion);
  const osVersion = told.length > 0 ? told : engine.osVersion;
  const isOldWorker = family !== 'browser' && compareVersions(osVersion, parseVersion(family === 'tizen' ? '3.0' : '4')) < 0;
  const keys = facts.keys ?? { color: true, digits: true, channels: true, transport: true };
  return Object.freeze({
    host: Object.freeze({
      name: PUBLIC_NAME[family],
      osVersion: family === 'browser' ? '' : publicVersion(family, osVersion),
      engineMajor: engine.engineMajor,
      model: facts.model ?? '',
    }),
    pixelsPerUnit: pixelsPerUnitOf(features.viewportHeight),
    memoryClass: memoryClassOf(family, osVersion, facts.totalMemoryMb ?? features.deviceMemoryMb),
    hasImageWorker: features.hasImageBitmap && features.hasWorkers && !isOldWorker,
    hasWebgl: features.hasWebgl,
    // Workers are reported unreliable below Tizen 3 and webOS 4 (tv-platforms 1.3).
    hasWorkers: features.hasWorkers && !isOldWorker,
    hasGzipStreams: features.hasGzipStreams,
    hasLocalService: facts.hasLocalService === true,
    hasPointer: true,
    hasColorKeys: keys.color,
    hasDigitKeys: keys.digits,
    hasChannelKeys: keys.channels,
    hasTransportKeys: keys.transport,
    maxPlayers: facts.maxPlayers ?? 1,
    media: Object.freeze(mediaOf(family, features, facts)),
  });
}
