import { setTimeout as delay } from 'node:timers/promises';
import type { CdpConnection } from './cdp-connection';
import { DriverError } from './driver-error';
import { asObject, asText, type JsonObject } from './json-reader';
import { MIRROR_EXPRESSION, parseMirror, type MirrorState } from './mirror';
import { PageConditions } from './page-conditions';
import { PageInput } from './page-input';
import { exceptionText, PageLog } from './page-log';
import { NATIVES_SCRIPT, slowFramesScript, UNDRAWN_SCRIPT, waitExpression } from './page-scripts';

/** Default patience for a condition. Tests run on loaded machines and in engines with software drawing. */
export const DEFAULT_WAIT_MS = 20_000;

/** How large a page is, and how often it is drawn. */
export interface PageLook {
  /** CSS pixels. */
  readonly viewport: { readonly width: number; readonly height: number };
  /** Least time from frame to frame, milliseconds; 0: as the engine draws. */
  readonly frameMs: number;
  /** Whether WebGL draws. */
  readonly isDrawn: boolean;
}

/** Options of {@link Page.waitFor}. */
export interface WaitOptions {
  readonly timeoutMs?: number;
  /** What is awaited, for the error message; default: the expression. */
  readonly what?: string;
}

/**
 * One page of an engine. Expressions are ES5 text: the oldest engines run them, and a compiled function would carry newer
 * syntax. Results are `unknown` until the caller has judged them.
 */
export class Page {
  readonly input: PageInput;
  readonly conditions: PageConditions;
  readonly log: PageLog;

  private constructor(private readonly connection: CdpConnection) {
    this.input = new PageInput(connection);
    this.conditions = new PageConditions(connection);
    this.log = new PageLog(connection);
    connection.on('Inspector.targetCrashed', () => {
      connection.close('the page crashed');
    });
    connection.on('Page.javascriptDialogOpening', (params) => {
      this.log.console.push({ level: 'dialog', text: asText(params['message']) });
      void connection.send('Page.handleJavaScriptDialog', { accept: false });
    });
  }

  /** Takes over a page by its connection and prepares it: events on, viewport set. */
  static async attach(connection: CdpConnection, { viewport, frameMs, isDrawn }: PageLook): Promise<Page> {
    const page = new Page(connection);
    for (const domain of ['Page', 'Runtime', 'Network', 'Inspector']) await connection.send(`${domain}.enable`);
    await connection.send('Emulation.setDeviceMetricsOverride', { ...viewport, deviceScaleFactor: 1, mobile: false });
    if (frameMs > 0) await page.addInitScript(slowFramesScript(frameMs));
    if (!isDrawn) await page.leaveOutDrawing();
    await page.addInitScript(NATIVES_SCRIPT);
    return page;
  }

  /** Runs before any script of every document from the next navigation on, in the order added. */
  async addInitScript(source: string): Promise<void> {
    await this.connection.send('Page.addScriptToEvaluateOnNewDocument', { source });
  }

  /** WebGL works out no pixels from the next navigation on. */
  leaveOutDrawing(): Promise<void> {
    return this.addInitScript(UNDRAWN_SCRIPT);
  }

  /** Opens an address and waits for the load event. */
  async navigate(url: string, timeoutMs = DEFAULT_WAIT_MS * 2): Promise<void> {
    await this.afterLoad(timeoutMs, url, async () => {
      const answer = await this.connection.send('Page.navigate', { url });
      const problem = asText(answer['errorText']);
      if (problem !== '') throw new DriverError(`Cannot open ${url}: ${problem}`);
    });
  }

  /** Loads the page anew, as a relaunched app does: stores stay, memory is lost. */
  async reload(timeoutMs = DEFAULT_WAIT_MS * 2): Promise<void> {
    await this.afterLoad(timeoutMs, 'the same page', async () => {
      await this.connection.send('Page.reload', {});
    });
  }

  /** Value of an expression (a JSON value). Throws {@link DriverError} with the page's error and stack. */
  async evaluate(expression: string): Promise<unknown> {
    return this.run(expression, false);
  }

  /** Value of an expression that is a promise. */
  async evaluateAsync(expression: string, timeoutMs = DEFAULT_WAIT_MS): Promise<unknown> {
    // The page's own Promise may be a polyfill, which old engines refuse to await: the native one adopts it.
    return this.run(`new (window.__driver || window).Promise(function (resolve) { resolve(${expression}); })`, true, timeoutMs);
  }

  /**
   * Waits until an expression is truthy, asking in every frame, across navigations; returns its value. On timeout throws
   * {@link DriverError} that tells the last value, the mirror and what the page logged.
   */
  async waitFor(expression: string, options: WaitOptions = {}): Promise<unknown> {
    const timeoutMs = options.timeoutMs ?? DEFAULT_WAIT_MS;
    const startMs = performance.now();
    let lastSeen = 'nothing';
    for (let leftMs = timeoutMs; leftMs > 0; leftMs = timeoutMs - (performance.now() - startMs)) {
      try {
        const seen = asObject(await this.run(waitExpression(expression, Math.min(leftMs, 2_000)), true, leftMs + 30_000));
        if (seen['isTrue'] === true) return seen['value'];
        lastSeen = asText(seen['last'], 'nothing');
      } catch (error) {
        // A navigation ends the page's half of the wait; the next document is asked again.
        if (!(error instanceof DriverError) || !/context|navigated|collected/i.test(error.message)) throw error;
        await delay(20);
      }
    }
    throw new DriverError(await this.describe(`Not within ${String(timeoutMs)} ms: ${options.what ?? expression}\n  last value: ${lastSeen}`));
  }

  /** What the accessibility mirror says now. */
  async mirror(): Promise<MirrorState> {
    return parseMirror(await this.evaluate(MIRROR_EXPRESSION));
  }

  /** Waits until a field of the mirror has a value (texts exactly, patterns anywhere) and returns the mirror. */
  async waitForMirror(wish: Readonly<Record<string, string | RegExp>>, options: WaitOptions = {}): Promise<MirrorState> {
    const tests = Object.entries(wish).map(([field, value]) => {
      const read = field === 'text' ? 'm.text' : `(m.data[${JSON.stringify(field)}] || '')`;
      return value instanceof RegExp ? `${value.toString()}.test(${read})` : `${read} === ${JSON.stringify(value)}`;
    });
    const what = options.what ?? `mirror with ${Object.entries(wish).map(([field, value]) => `${field} ${String(value)}`).join(', ')}`;
    const expression = `(function () { var m = ${MIRROR_EXPRESSION}; return m && ${tests.join(' && ') || 'true'} && m; })()`;
    return parseMirror(await this.waitFor(expression, { ...options, what }));
  }

  /** The picture as a PNG; `clip` in CSS pixels. */
  async screenshot(clip?: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }): Promise<Buffer> {
    const params: JsonObject = clip === undefined ? { format: 'png' } : { format: 'png', clip: { ...clip, scale: 1 } };
    const answer = await this.connection.send('Page.captureScreenshot', params);
    return Buffer.from(asText(answer['data']), 'base64');
  }

  /** A raw call of the protocol, for what this class does not offer. */
  send(method: string, params: JsonObject = {}): Promise<JsonObject> {
    return this.connection.send(method, params);
  }

  /** A raw event of the protocol; the returned function ends it. */
  on(event: string, listener: (params: JsonObject) => void): () => void {
    return this.connection.on(event, listener);
  }

  /** Ends the connection to the page; the engine goes on. */
  disconnect(): void {
    this.connection.close();
  }

  /** Closes the page's tab and ends the connection; the engine's other pages go on. */
  async close(): Promise<void> {
    await this.connection.send('Page.close');
    this.disconnect();
  }

  private async run(expression: string, awaitPromise: boolean, timeoutMs?: number): Promise<unknown> {
    const answer = await this.connection.send('Runtime.evaluate', { expression, awaitPromise, returnByValue: true }, timeoutMs);
    const details = answer['exceptionDetails'];
    if (details !== undefined) throw new DriverError(`In the page: ${exceptionText(asObject(details))}`);
    return asObject(answer['result'])['value'];
  }

  private async afterLoad(timeoutMs: number, what: string, start: () => Promise<void>): Promise<void> {
    let leave = (): void => undefined;
    const loaded = new Promise<boolean>((resolve) => {
      leave = this.connection.on('Page.loadEventFired', () => {
        resolve(true);
      });
    });
    const timeout = new AbortController();
    try {
      await start();
      const inTime = await Promise.race([loaded, delay(timeoutMs, false, { signal: timeout.signal, ref: false })]);
      if (!inTime) throw new DriverError(await this.describe(`No load event of ${what} within ${String(timeoutMs)} ms`));
    } finally {
      leave();
      timeout.abort();
    }
  }

  private async describe(problem: string): Promise<string> {
    let seen: string;
    try {
      const mirror = await this.mirror();
      const url = asText(await this.run('location.href', false));
      seen = `  page: ${url}\n  mirror: ${mirror.isPresent ? JSON.stringify({ ...mirror.data, text: mirror.text.slice(0, 300) }) : 'none'}`;
    } catch (error) {
      seen = `  the page does not answer: ${error instanceof Error ? error.message : String(error)}`;
    }
    return [problem, seen, this.log.tail()].filter((line) => line !== '').join('\n');
  }
}
