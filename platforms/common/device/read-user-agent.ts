import { compareVersions, parseVersion } from './version';
import type { Version } from './version';

/** Which family of hosts the app may find itself on. */
export type HostFamily = 'tizen' | 'webos' | 'browser';

/** What a user agent tells about the engine. `engineMajor` is the Chromium major, 0 for engines that are not Chromium. */
export interface EngineFacts {
  readonly family: HostFamily;
  /**
   * Tizen version, or webOS's internal version (3 to 11; 7 is sold as "22", 8 as "23" and so on, so that numbers keep
   * their order). Empty where the text does not tell.
   */
  readonly osVersion: Version;
  readonly engineMajor: number;
}

/** First Chromium major of each system version. Source: Samsung and LG web-engine pages; tv-platforms 1.1, 1.2. */
const TIZEN_ENGINES: ReadonlyArray<readonly [version: string, engineMajor: number]> = [
  ['10.0', 130], ['9.0', 120], ['8.0', 108], ['7.0', 94], ['6.5', 85], ['6.0', 76], ['5.5', 69], ['5.0', 63], ['4.0', 56], ['3.0', 47],
];
const WEBOS_ENGINES: ReadonlyArray<readonly [version: string, engineMajor: number]> = [
  ['11', 132], ['10', 120], ['9', 108], ['8', 94], ['7', 87], ['6', 79], ['5', 68], ['4', 53], ['3', 38],
];

function engineOf(version: Version, table: typeof TIZEN_ENGINES): number {
  for (const [from, engineMajor] of table) {
    if (compareVersions(version, parseVersion(from)) >= 0) return engineMajor;
  }
  return 0;
}

/** The webOS version that shipped an engine; newer engines count as the newest known version. */
function webosVersionOf(engineMajor: number): Version {
  for (const [version, major] of WEBOS_ENGINES) {
    if (engineMajor >= major) return parseVersion(version);
  }
  return [];
}

/** Chromium's major as the text names it. Some LG firmware writes `Chr0me`. */
function chromiumMajor(userAgent: string): number {
  const match = /Chr[o0]me\/(\d+)/.exec(userAgent);
  return match === null ? 0 : Number(match[1]);
}

function readTizen(userAgent: string, version: Version): EngineFacts {
  // App web views from Tizen 5.5 on write `<chromium version>/<tizen version> TV Safari` without a Chrome token.
  const bare = /\s(\d+)\.\d+\.\d+\.\d+\/\d+\.\d+ TV Safari/.exec(userAgent);
  const named = bare === null ? chromiumMajor(userAgent) : Number(bare[1]);
  return { family: 'tizen', osVersion: version, engineMajor: named > 0 ? named : engineOf(version, TIZEN_ENGINES) };
}

/**
 * Judges a user agent. Tizen's app web view has no `Chrome` token, and Tizen 3.0 calls itself WebKit 538 although it is
 * Chromium 47: generic sniffers get both wrong. Source: Samsung developer Q&A (user agents), LG web engine page.
 */
export function readUserAgent(userAgent: string): EngineFacts {
  const tizen = /Tizen (\d+(?:\.\d+)*)/.exec(userAgent);
  if (tizen !== null) return readTizen(userAgent, parseVersion(tizen[1] ?? ''));
  const engineMajor = chromiumMajor(userAgent);
  if (/Web0S|webOS\.TV/.test(userAgent)) return { family: 'webos', osVersion: webosVersionOf(engineMajor), engineMajor };
  return { family: 'browser', osVersion: [], engineMajor };
}
