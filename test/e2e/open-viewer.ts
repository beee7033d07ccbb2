import { launchBrowser } from '#test/harness/cdp';
import type { Browser, LaunchOptions } from '#test/harness/cdp';
import type { TestPlatform } from '#test/harness/server';
import { KEY_CODES, startSimulatedTelevision } from '#test/simulators';
import { besideModernPhones, triedEngine } from './tried-engine';
import type { TelevisionKind } from './viewer';
import { Viewer } from './viewer';

/** A television with the app running on it, and the engine it runs in (for the phone's page). */
export interface OpenedViewer {
  readonly viewer: Viewer;
  readonly browser: Browser;
}

/** A screen of 360 lines, put together without GL and drawn as often as by a slow set, for what is not about looks: most of the work where no graphics unit is, is drawing. */
export const SMALL_SCREEN = { viewport: { width: 640, height: 360 }, flags: ['--disable-gpu-compositing'], frameMs: 60, isDrawn: false } satisfies LaunchOptions;

async function openWeb(platform: Pick<TestPlatform, 'url'>, launch: LaunchOptions, pageScript: string): Promise<OpenedViewer> {
  const browser = besideModernPhones(await launchBrowser(triedEngine('web', launch).launch));
  try {
    await browser.page.addInitScript(pageScript);
    await browser.page.navigate(`${platform.url}/`);
  } catch (error) {
    await browser.close();
    throw error;
  }
  return { browser, viewer: new Viewer({ kind: 'web', page: browser.page, codes: KEY_CODES.web, close: () => browser.close() }) };
}

/**
 * Switches a television on and starts the app against a platform. `pageScript` runs in its page before the app. `TV_ENGINE` puts an old
 * engine below the app, `TV_CHAOS` and `TV_SEED` let simulated sets misbehave.
 */
export async function openViewer(kind: TelevisionKind, platform: Pick<TestPlatform, 'url'>, launch: LaunchOptions = {}, pageScript = ''): Promise<OpenedViewer> {
  if (kind === 'web') return openWeb(platform, launch, pageScript);
  const tried = triedEngine(kind, launch);
  const television = await startSimulatedTelevision({ kind, platformUrl: platform.url, launch: tried.launch, pageScript, ...(tried.version === undefined ? {} : { version: tried.version }) });
  const browser = besideModernPhones(television.browser);
  const close = async (): Promise<void> => {
    if (browser !== television.browser) await browser.close();
    await television.close();
  };
  return { browser, viewer: new Viewer({ kind, page: television.page, codes: television.codes, close }) };
}
