import type { RemoteKey } from '#ports';
import { launchBrowser } from '#test/harness/cdp';
import type { Browser, LaunchOptions } from '#test/harness/cdp';
import type { TestPlatform } from '#test/harness/server';
import { startSimulatedTelevision } from '#test/simulators';
import type { TelevisionKind } from './viewer';
import { Viewer } from './viewer';

/** The keys of a computer that stand for the remote's. */
const KEYBOARD: Readonly<Partial<Record<RemoteKey, number>>> = {
  left: 37, up: 38, right: 39, down: 40, ok: 13, back: 27, playpause: 32, channelUp: 33, channelDown: 34, rewind: 188, forward: 190,
  red: 82, green: 71, yellow: 89, blue: 66, info: 73, caption: 67, lastChannel: 76, channelList: 72,
  digit0: 48, digit1: 49, digit2: 50, digit3: 51, digit4: 52, digit5: 53, digit6: 54, digit7: 55, digit8: 56, digit9: 57,
};

/** A television with the app running on it, and the engine it runs in (for the phone's page). */
export interface OpenedViewer {
  readonly viewer: Viewer;
  readonly browser: Browser;
}

async function openWeb(platform: TestPlatform, launch: LaunchOptions): Promise<OpenedViewer> {
  const browser = await launchBrowser(launch);
  try {
    await browser.page.navigate(`${platform.url}/`);
  } catch (error) {
    await browser.close();
    throw error;
  }
  return { browser, viewer: new Viewer({ kind: 'web', page: browser.page, codes: KEYBOARD, close: () => browser.close() }) };
}

/** Switches a television on and starts the app against a platform. */
export async function openViewer(kind: TelevisionKind, platform: TestPlatform, launch: LaunchOptions = {}): Promise<OpenedViewer> {
  if (kind === 'web') return openWeb(platform, launch);
  const television = await startSimulatedTelevision({ kind, platformUrl: platform.url });
  const { browser, page, codes } = television;
  return { browser, viewer: new Viewer({ kind, page, codes, close: () => television.close() }) };
}
