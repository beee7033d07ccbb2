import type { RemoteKey } from '#ports';
import { DriverError } from '#test/harness/cdp';
import type { MirrorState, Page } from '#test/harness/cdp';
import { isPictureless } from './tried-engine';

/** Kinds of televisions a journey runs on. */
export type TelevisionKind = 'web' | 'tizen' | 'webos';

/** What a step waits for: fields of the mirror, texts exactly, patterns anywhere. */
export type Wish = Readonly<Record<string, string | RegExp>>;

/** Longest a page may take to answer a key in an engine that draws in software on a loaded machine. */
const ANSWER_MS = 30_000;

/** Two frames on, and nothing is being put together any more; ten seconds at most. A timer stands in where no frames come. */
const SETTLED = `new Promise(function (done) {
  var later = (window.__driver && window.__driver.later) || window.setTimeout.bind(window);
  var frames = 0;
  var endMs = Date.now() + 10000;
  function look() {
    var mirror = document.getElementById('hearth-mirror');
    var isBusy = mirror !== null && mirror.getAttribute('aria-busy') === 'true';
    frames += 1;
    if (frames > 1 && (!isBusy || Date.now() > endMs)) done(true);
    else ask();
  }
  function ask() {
    var isAsked = false;
    function again() { if (!isAsked) { isAsked = true; look(); } }
    requestAnimationFrame(again);
    later(again, 1000);
  }
  ask();
})`;

/** Whether the sets misbehave (`TV_CHAOS`): then a journey may end with a plain message, and everything may take longer. */
const IS_IN_CHAOS = process.env['TV_CHAOS'] === 'field';
/** A picture may stand for a minute before it is given up and opened again. */
const PATIENCE = IS_IN_CHAOS ? 4 : 1;
/** Begin the error of a journey that ended with a message, or at a picture the engine cannot decode; who runs them tells these from failures. */
const ENDED_IN_WORDS = 'EndedInWords';
const NO_PICTURE = 'NoPicture';

/** How a viewer's television is reached. */
export interface ViewerParts {
  readonly kind: TelevisionKind;
  readonly page: Page;
  readonly codes: Readonly<Partial<Record<RemoteKey, number>>>;
  close(): Promise<void>;
}

/** Any text but this and none. */
export function otherThan(text: string): RegExp {
  return new RegExp(`^(?!${text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')}$).+`);
}

function fits(mirror: MirrorState, wish: Wish): boolean {
  return Object.entries(wish).every(([field, value]) => {
    const seen = field === 'text' ? mirror.text : (mirror.data[field] ?? '');
    return typeof value === 'string' ? seen === value : value.test(seen);
  });
}

/** A person in front of a television: presses keys, hears what the screen says. */
export class Viewer {
  readonly kind: TelevisionKind;
  readonly page: Page;
  private readonly parts: ViewerParts;
  private readonly hasNoPicture: boolean;

  constructor(parts: ViewerParts) {
    this.parts = parts;
    this.kind = parts.kind;
    this.hasNoPicture = isPictureless(parts.kind);
    this.page = IS_IN_CHAOS || this.hasNoPicture ? this.patientPage(parts.page) : parts.page;
  }

  /** Presses keys one after the other; each is answered by a frame, and what it opened is built, before the next. */
  async press(...keys: readonly RemoteKey[]): Promise<void> {
    for (const key of keys) {
      const code = this.parts.codes[key];
      if (code === undefined) throw new Error(`the remote of ${this.kind} has no key ${key}`);
      await this.page.input.press(code);
      await this.page.evaluateAsync(SETTLED, ANSWER_MS).catch((error: unknown) => {
        // The key made the app begin anew: what it shows then is asked for by whoever pressed it.
        if (!(error instanceof DriverError) || !/context|navigated|collected/i.test(error.message)) throw error;
      });
    }
  }

  /** Holds OK until the mirror says what holding leads to. */
  async holdOk(wish: Wish): Promise<void> {
    const code = this.parts.codes.ok ?? 0;
    await this.page.input.keyDown(code);
    await this.hears(wish);
    await this.page.input.keyUp(code);
  }

  /** Pauses with the key this remote has. */
  async pause(): Promise<void> {
    await this.press(this.parts.codes.playpause === undefined ? 'pause' : 'playpause');
  }

  /** Presses a key and does not wait for the picture, as impatient viewers do. */
  async tap(key: RemoteKey): Promise<void> {
    const code = this.parts.codes[key];
    if (code !== undefined) await this.page.input.press(code);
  }

  /** Waits until the mirror says what is wished. */
  hears(wish: Wish, timeoutMs = ANSWER_MS): Promise<MirrorState> {
    return this.page.waitForMirror(wish, { timeoutMs });
  }

  /** What the mirror says now. */
  now(): Promise<MirrorState> {
    return this.page.mirror();
  }

  /** Presses a key until the mirror says what is wished; fails after `most` presses. */
  async go(key: RemoteKey, wish: Wish, most = 24): Promise<MirrorState> {
    let mirror = await this.now();
    for (let presses = 0; presses < most && !fits(mirror, wish); presses += 1) {
      await this.press(key);
      mirror = await this.now();
    }
    if (!fits(mirror, wish)) {
      await this.endInWords();
      throw new Error(`${String(most)} times ${key} did not lead to ${JSON.stringify(Object.entries(wish).map(String))}; the mirror says ${JSON.stringify(mirror.data)}`);
    }
    return mirror;
  }

  /** Whole seconds the picture is at, as the player's page tells; waits until they pass `atLeast`. */
  async watches(atLeast: number, timeoutMs = ANSWER_MS): Promise<number> {
    const seconds = await this.page.waitFor(
      `(function () { var m = document.getElementById('hearth-mirror'); var s = Number(m.getAttribute('data-seconds')); return m.getAttribute('data-player') === 'playing' && s >= ${String(atLeast)} && (s || 0.5); })()`,
      { timeoutMs, what: `the picture plays at ${String(atLeast)} s or later` },
    );
    return Number(seconds);
  }

  /** What went wrong in the page: uncaught errors, and what the app itself logs as an error. */
  get mishaps(): readonly string[] {
    const lost = this.page.log.console.filter((line) => line.level === 'error');
    return [...this.page.log.exceptions, ...lost.map((line) => line.text)];
  }

  close(): Promise<void> {
    return this.parts.close();
  }

  /** A wait for something else may end at a message that says what is wrong and offers something to press. */
  private async orInWords<T>(waiting: Promise<T>): Promise<T> {
    try {
      return await waiting;
    } catch (error) {
      await this.endInWords();
      throw error;
    }
  }

  private async endInWords(): Promise<void> {
    if (!IS_IN_CHAOS && !this.hasNoPicture) return;
    const { data } = await this.parts.page.mirror();
    if (this.hasNoPicture && data['player'] === 'failed') throw new Error(`${NO_PICTURE}: this engine decodes no H.264`);
    if (!IS_IN_CHAOS) return;
    const label = [data['problem'], data['formProblem'], data['code']].find((each) => /^HRT-\d+$/.test(each ?? ''));
    if (label !== undefined && data['id'] !== '') throw new Error(`${ENDED_IN_WORDS}: ${label} on ${data['page'] ?? ''}, ${data['id'] ?? ''} can be pressed`);
  }

  /** The page, whose waits end so too. */
  private patientPage(page: Page): Page {
    const patient = Object.create(page) as Page;
    patient.waitFor = (expression: string, options?: Parameters<Page['waitFor']>[1]) => this.orInWords(page.waitFor(expression, { ...options, timeoutMs: (options?.timeoutMs ?? ANSWER_MS) * PATIENCE }));
    return patient;
  }
}
