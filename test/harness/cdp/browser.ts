import { setTimeout as delay } from 'node:timers/promises';
import { BrowserProcess } from './browser-process';
import { CdpConnection } from './cdp-connection';
import { DriverError } from './driver-error';
import { systemEngine, type Engine } from './engine';
import { asList, asObject, asText } from './json-reader';
import { Page } from './page';

/** How an engine is started. */
export interface LaunchOptions {
  /** Default: the machine's own Chromium. */
  readonly engine?: Engine;
  /** Added to the common flags. */
  readonly flags?: readonly string[];
  /** CSS pixels; default 1920x1080. */
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Least time from frame to frame, milliseconds; default: as the engine draws. */
  readonly frameMs?: number;
  /** Whether WebGL draws; default true. */
  readonly isDrawn?: boolean;
  readonly userAgent?: string;
  /** Folder of a profile that outlives the engine, for restarts; default: a fresh one, removed at the end. */
  readonly profile?: string;
}

/** A running engine. Whoever launches it closes it. */
export interface Browser {
  readonly engine: Engine;
  /** The first page. */
  readonly page: Page;
  /** Opens a further page, for example the phone's at sign-in. */
  newPage(): Promise<Page>;
  /** What the engine wrote to its error output, the last part. */
  readonly processLog: string;
  /** Kills the engine with all its processes, as a power cut does, and removes its profile unless {@link LaunchOptions.profile} named it. */
  close(): Promise<void>;
}

async function findTarget(port: number, targetId: string | null): Promise<string> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const answer = await fetch(`http://127.0.0.1:${String(port)}/json/list`);
    const targets = asList(await answer.json()).map(asObject);
    const found = targets.find((target) => (targetId === null ? target['type'] === 'page' : target['id'] === targetId));
    const url = asText(found?.['webSocketDebuggerUrl']);
    if (url !== '') return url;
    await delay(50);
  }
  throw new DriverError('The engine shows no page to connect to');
}

/**
 * Starts an engine with a fresh profile in a process group of its own, and connects to its page. Every address but
 * 127.0.0.1 is unreachable from it. Throws {@link DriverError} when it does not start.
 */
export async function launchBrowser(options: LaunchOptions = {}): Promise<Browser> {
  const engine = options.engine ?? systemEngine();
  const look = { viewport: options.viewport ?? { width: 1920, height: 1080 }, frameMs: options.frameMs ?? 0, isDrawn: options.isDrawn ?? true };
  const flags = [...(options.flags ?? []), ...(options.userAgent === undefined ? [] : [`--user-agent=${options.userAgent}`])];
  const running = BrowserProcess.start(engine, flags, options.profile ?? null);
  const pages: Page[] = [];
  const close = async (): Promise<void> => {
    for (const page of pages) page.disconnect();
    await running.close();
  };
  try {
    const port = await running.devToolsPort();
    const attach = async (targetId: string | null): Promise<Page> => {
      const page = await Page.attach(await CdpConnection.open(await findTarget(port, targetId)), look);
      pages.push(page);
      return page;
    };
    const page = await attach(null);
    const newPage = async (): Promise<Page> => {
      const answer = await page.send('Target.createTarget', { url: 'about:blank' });
      return attach(asText(answer['targetId']));
    };
    return {
      engine,
      page,
      newPage,
      get processLog() {
        return running.log;
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
