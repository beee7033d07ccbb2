import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { engineWithoutGl, launchBrowser } from '#test/harness/cdp';
import type { LaunchOptions, Page } from '#test/harness/cdp';
import { buildPageScript, openPackageServer, simulatorScript, televisionConfig } from '#test/simulators';
import type { Mishap, Reading } from './page-entry';

const SOURCES = ['test/harness/ingest', 'platforms', 'src/core', 'src/ports', 'src/sources'];

/** Which page reads, and what with. */
export interface IngestPageWish {
  readonly family: 'web' | 'tizen' | 'webos';
  /** How the package is opened: served, or as files of this machine. */
  readonly origin: 'http:' | 'file:';
  /** Which of the built programs; default modern. */
  readonly bundle?: 'modern' | 'legacy';
  /** False: every attempt to start a worker throws. Default true. */
  readonly hasWorkers?: boolean;
  /** How many times slower the drawing thread is; default 1. */
  readonly throttling?: number;
  readonly launch?: LaunchOptions;
  /** Runs before the page's own scripts. */
  readonly initScript?: string;
}

/** A page with the host of a television and the built program beside it. Whoever opens closes. */
export interface IngestPage {
  readonly page: Page;
  /** The protocol the page found itself on. */
  readonly protocol: string;
  /** Reads a list as the app does. */
  read(url: string, mishap?: Mishap): Promise<Reading>;
  close(): Promise<void>;
}

/** A folder as a package is: the built program of a television, and a page that reads lists by it. */
async function makePackage({ family, bundle = 'modern' }: IngestPageWish): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'hearth-ingest-'));
  const program = `ingest-program-${bundle}.js`;
  copyFileSync(join('dist', family, program), join(folder, program));
  writeFileSync(join(folder, 'page.js'), await buildPageScript({ entry: 'test/harness/ingest/page-entry.ts', name: '__ingest', folders: SOURCES }));
  writeFileSync(join(folder, 'brand.json'), '{}');
  writeFileSync(
    join(folder, 'index.html'),
    `<!doctype html><meta charset="utf-8"><body><script>window.hearthBundle="${bundle}"</script><script src="page.js"></script></body>`,
  );
  return folder;
}

/** Opens a page that can read lists; needs the built programs (`npm run build`). */
export async function openIngestPage(wish: IngestPageWish): Promise<IngestPage> {
  const { family, hasWorkers = true, throttling = 1 } = wish;
  const leave: Array<() => Promise<void> | void> = [];
  const close = async (): Promise<void> => {
    for (const disposer of leave.splice(0, leave.length).reverse()) await disposer();
  };
  try {
    const folder = await makePackage(wish);
    leave.push(() => {
      rmSync(folder, { recursive: true });
    });
    const served = wish.origin === 'http:' ? await openPackageServer(folder, '') : null;
    if (served !== null) leave.push(() => served.close());
    const origin = served === null ? {} : { packageOrigin: served.origin };
    const set = family === 'web' ? null : ({ family, version: family === 'tizen' ? '6.0' : '6', ...origin } as const);
    const { page, close: closeBrowser } = await launchBrowser({ engine: engineWithoutGl(), ...(set === null ? {} : { userAgent: televisionConfig(set).preset.userAgent }), ...wish.launch });
    leave.push(closeBrowser);
    if (set !== null) await page.addInitScript(await simulatorScript(set));
    if (wish.initScript !== undefined) await page.addInitScript(wish.initScript);
    await page.navigate(served?.url ?? pathToFileURL(join(folder, 'index.html')).href);
    const protocol = String(await page.evaluateAsync(`__ingest.start(${JSON.stringify({ family, hasWorkers })})`));
    // The driver's record of requests keeps their bodies, on the drawing thread: 100 ms for 8 MB.
    await page.send('Network.disable');
    if (throttling !== 1) await page.conditions.setCpuThrottling(throttling);
    const read = async (url: string, mishap: Mishap = 'none'): Promise<Reading> =>
      (await page.evaluateAsync(`__ingest.read(${JSON.stringify(url)}, ${JSON.stringify(mishap)})`, 120_000)) as Reading;
    return { page, protocol, read, close };
  } catch (error) {
    await close();
    throw error;
  }
}
