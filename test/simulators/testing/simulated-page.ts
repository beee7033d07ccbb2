import { engineWithoutGl, launchBrowser } from '#test/harness/cdp';
import type { Browser, LaunchOptions, Page } from '#test/harness/cdp';
import { simulatorScript } from '../simulator-script';
import type { SimulatorOptions } from '../simulator-script';
import { MediaServer } from './media-server';

/** A Chromium page that is a television, and a server with media. Whoever opens closes. */
export interface SimulatedPage {
  readonly page: Page;
  readonly server: MediaServer;
  readonly close: () => Promise<void>;
}

/** The start page of a small app: transparent, with the element Samsung needs. */
export const PLAIN_PAGE = `<!doctype html><html><head><meta charset="utf-8"><style>html,body{margin:0;background:transparent}</style></head>
<body><object type="application/avplayer" style="position:absolute;left:0;top:0;width:100%;height:100%"></object>
<script>window.heard = []; document.addEventListener('webOSLaunch', function (event) { window.heard.push(['launch', event.detail]); });</script></body></html>`;

/** Opens a page as the television the options describe. */
export async function openSimulatedPage(options: SimulatorOptions, launch: LaunchOptions = {}, html = PLAIN_PAGE): Promise<SimulatedPage> {
  const server = await MediaServer.open();
  server.add('/app.html', 'text/html', html);
  let browser: Browser | null = null;
  try {
    browser = await launchBrowser({ engine: engineWithoutGl(), ...launch });
    const { page } = browser;
    await page.addInitScript(await simulatorScript(options));
    await page.navigate(`${server.url}/app.html`);
    const opened = browser;
    return {
      page, server,
      close: async () => {
        await opened.close();
        await server.close();
      },
    };
  } catch (error) {
    await browser?.close();
    await server.close();
    throw error;
  }
}
