import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { mulberry32 } from '#core/base';
import { DriverError, asList, asNumber, asObject, asText, engineWithoutGl, launchBrowser } from '#test/harness/cdp';
import type { Browser, Page } from '#test/harness/cdp';
import { MediaServer, buildPageScript } from '#test/simulators';
import { killPageProcess } from './kill-page-process';

/** Longest wait for a kill after writing began, in times of what storing the first catalogue took: some are confirmed before they die. */
const LONGEST_TIMES = 2;
/** Every so many rounds only the page's process is killed, and the engine goes on. */
const PAGE_EVERY = 2;
/** Every so many rounds a catalogue is confirmed before the kill, however slow the machine: else it might always die before anything was stored. */
const CONFIRMED_EVERY = 5;
const WAIT_MS = 60_000;
/** What Chromium says after it found its own database damaged and deleted it: a log it was killed in the middle of, gone on with at the next start. */
const ENGINE_DELETED = 'recovering from a corrupted (and deleted) database';

/** How a soak runs. */
export interface SoakOptions {
  readonly kills: number;
  readonly seed: number;
  /** Folder that gets the engine's files after each fault; absent: nothing is kept. */
  readonly evidence?: string;
  /** Round in which the engine's database is damaged by hand while the engine is dead, to see that this is told apart. */
  readonly damagedRound?: number;
  say(line: string): void;
}

/** What came of it. */
export interface SoakResult {
  readonly kills: number;
  /** Of them: only the page's process. */
  readonly pageKills: number;
  /** Starts that found the catalogue that was confirmed last. */
  readonly foundOld: number;
  /** Starts that found the one under way: its head was written, nobody had heard of it yet. */
  readonly foundNew: number;
  /** Starts whose first rows came from a preview. */
  readonly previewed: number;
  /** Catalogues confirmed in all. */
  readonly confirmed: number;
  /** Starts at which the engine did not answer in time (a machine that was paused) and was killed once more. */
  readonly stalls: number;
  /** Starts at which the engine had deleted its own damaged database and said so: nothing was stored any more, and the app began anew. */
  readonly deletions: number;
  /** Starts that found neither, a mixture, or less than was confirmed; each in words. */
  readonly faults: readonly string[];
  readonly elapsedMs: number;
}

interface Found {
  readonly number: number;
  readonly firstNumber: number;
  readonly isPreviewed: boolean;
  readonly faults: readonly string[];
}

/** The page that stores, in an engine that can be killed at any moment. */
class Victim {
  private browser: Browser | null = null;
  private page: Page | null = null;
  private deletionsSeen = 0;

  constructor(
    private readonly url: string,
    private readonly profile: string,
  ) {}

  /** Starts the page, the engine too where it is gone, and tells what the app found. */
  async start(): Promise<Found> {
    this.browser ??= await launchBrowser({ engine: engineWithoutGl(), profile: this.profile, viewport: { width: 320, height: 180 } });
    // The engine's first page stays empty and alive: others are opened through it.
    const page = await this.browser.newPage();
    this.page = page;
    await page.navigate(`${this.url}/soak.html`);
    const found = asObject(await page.evaluateAsync('__soak.load()', WAIT_MS));
    return {
      number: asNumber(found['number']),
      firstNumber: asNumber(found['firstNumber']),
      isPreviewed: found['isPreviewed'] === true,
      faults: asList(found['faults']).map((fault) => asText(fault)),
    };
  }

  /** Whether the engine said, since this was asked last, that it deleted a damaged database. */
  takeDeleted(): boolean {
    const times = (this.browser?.processLog ?? '').split(ENGINE_DELETED).length - 1;
    const isNew = times > this.deletionsSeen;
    this.deletionsSeen = times;
    return isNew;
  }

  /** Begins to store; answers the page, whose console tells of every confirmed catalogue. */
  async write(from: number): Promise<Page> {
    if (this.page === null) throw new Error('start first');
    await this.page.evaluate(`void __soak.write(${String(from)})`);
    return this.page;
  }

  /** Kills everything, or the page's process alone; the next start goes on with what is left. */
  async kill(isPageOnly: boolean): Promise<void> {
    if (isPageOnly && killPageProcess(this.profile) && (await this.isPageGone())) return;
    await this.browser?.close();
    this.browser = null;
    this.deletionsSeen = 0;
  }

  /** Keeps what the engine has on disk and what it said, for whoever looks for the reason of a fault. */
  keepEvidence(folder: string): void {
    mkdirSync(folder, { recursive: true });
    cpSync(this.profile, `${folder}/profile`, { recursive: true, filter: (file) => !/Singleton|Cache/.test(file) });
    writeFileSync(`${folder}/engine.log`, this.browser?.processLog ?? '');
  }

  /** Damages what describes the engine's database on disk; the engine has to be dead. */
  damage(): void {
    const folder = join(this.profile, 'Default', 'IndexedDB');
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!/MANIFEST-\d+$/.test(file)) continue;
      const bytes = readFileSync(join(folder, file));
      writeFileSync(join(folder, file), bytes.map((byte, at) => (at < 16 ? byte ^ 0x55 : byte)));
    }
  }

  private async isPageGone(): Promise<boolean> {
    try {
      await this.page?.send('Runtime.evaluate', { expression: '1' });
      return false;
    } catch {
      // The page crashed, so its connection is closed: what was wanted.
      return true;
    }
  }
}

/** The highest number the page confirmed; throws when it told of a failure. */
function lastConfirmed(page: Page, before: number): number {
  let last = before;
  for (const line of page.log.console) {
    if (line.text.indexOf('failed') === 0) throw new Error(`the page could not store: ${line.text}`);
    const match = /^done (\d+)$/.exec(line.text);
    if (match !== null) last = Math.max(last, Number(match[1]));
  }
  return last;
}

/** Waits until the page confirmed a catalogue beyond `before`. */
async function waitForConfirmed(page: Page, before: number): Promise<void> {
  const startMs = performance.now();
  while (lastConfirmed(page, before) <= before) {
    if (performance.now() - startMs > WAIT_MS) throw new Error(`no catalogue was stored in ${String(WAIT_MS / 1000)} s`);
    await delay(20);
  }
}

/** A start; an engine that does not answer is killed and started once more. */
async function startAgain(victim: Victim): Promise<Found & { readonly isSecondTry: boolean }> {
  try {
    return { ...(await victim.start()), isSecondTry: false };
  } catch (error) {
    if (!(error instanceof DriverError)) throw error;
    await victim.kill(false);
    return { ...(await victim.start()), isSecondTry: true };
  }
}

function judge(found: Found, confirmed: number): readonly string[] {
  const faults = [...found.faults];
  // What was under way may be complete, and so may be others whose word was lost with the engine: on a busy machine it comes seconds late. That each is one that was
  // stored, and whole, the page has compared byte by byte.
  if (found.number < confirmed) faults.push(`found ${String(found.number)} after ${String(confirmed)} was confirmed`);
  if (found.firstNumber !== found.number) faults.push(`first rows of ${String(found.firstNumber)}, the whole of ${String(found.number)}`);
  return faults;
}

/**
 * Stores alternating catalogues in a real engine through the app's own code, kills it at random moments, and looks each time what the
 * next start finds: exactly the catalogue that was confirmed last, or one begun after it, every byte compared.
 */
export async function runStorageSoak(options: SoakOptions): Promise<SoakResult> {
  const { kills, say } = options;
  const random = mulberry32(options.seed);
  const folders = ['test/soak/page', 'platforms/common', 'src/core', 'src/ports', 'src/model/catalog', 'src/sources'];
  const script = await buildPageScript({ entry: 'test/soak/page/soak-page.ts', name: '__soak', folders });
  const server = await MediaServer.open();
  server.add('/soak.html', 'text/html', '<!doctype html><meta charset="utf-8"><title>Soak</title><script src="soak.js"></script>');
  server.add('/soak.js', 'text/javascript', script);
  const profile = mkdtempSync(join(tmpdir(), 'hearth-soak-'));
  const victim = new Victim(server.url, profile);
  const faults: string[] = [];
  const startMs = performance.now();
  const count = { deletions: 0, stalls: 0, pageKills: 0, foundOld: 0, foundNew: 0, previewed: 0, confirmed: 0 };
  try {
    // The first catalogue is confirmed before anybody dies.
    await victim.start();
    let page = await victim.write(1);
    const writeMs = performance.now();
    await waitForConfirmed(page, 0);
    const longestMs = (performance.now() - writeMs) * LONGEST_TIMES;
    let confirmed = 1;
    let newest = 1;
    for (let round = 1; round <= kills; round += 1) {
      const isPageOnly = round % PAGE_EVERY === 0;
      if (round % CONFIRMED_EVERY === 0) await waitForConfirmed(page, confirmed);
      await delay(random() * longestMs);
      await victim.kill(isPageOnly);
      if (round === options.damagedRound) {
        await victim.kill(false);
        victim.damage();
      }
      if (isPageOnly) count.pageKills += 1;
      const heard = lastConfirmed(page, confirmed);
      const found = await startAgain(victim);
      if (found.isSecondTry) count.stalls += 1;
      newest = Math.max(newest, heard, found.number);
      const isDeleted = victim.takeDeleted() && found.number === -1;
      if (isDeleted) {
        count.deletions += 1;
        say(`  round ${String(round)}: the engine deleted its damaged database`);
      }
      const wrong = isDeleted ? [] : judge(found, heard);
      for (const fault of wrong) {
        faults.push(`round ${String(round)}: ${fault}`);
        say(`  round ${String(round)}${isPageOnly ? ', the page alone' : ''}${found.isSecondTry ? ', second start' : ''}: ${fault}`);
      }
      if (wrong.length > 0 && options.evidence !== undefined) victim.keepEvidence(`${options.evidence}/round-${String(round)}`);
      count.confirmed += Math.max(0, heard - Math.max(0, confirmed));
      if (found.number === heard) count.foundOld += 1;
      else if (!isDeleted) count.foundNew += 1;
      if (found.isPreviewed) count.previewed += 1;
      confirmed = isDeleted ? -1 : Math.max(found.number, heard);
      page = await victim.write(newest + 1);
      if (round % 50 === 0) say(`  ${String(round)} kills, ${String(faults.length)} faults, ${((performance.now() - startMs) / round / 1000).toFixed(2)} s each`);
    }
  } finally {
    await victim.kill(false);
    await server.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
  return { kills, ...count, faults, elapsedMs: performance.now() - startMs };
}
