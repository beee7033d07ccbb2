import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { LeashedProcess } from '../process';
import { DriverError } from './driver-error';
import type { Engine } from './engine';

/** Until the engine announces its DevTools port. A cold start on a loaded machine has been seen to take 10 s. */
const START_TIMEOUT_MS = 45_000;

const COMMON_FLAGS: readonly string[] = [
  '--headless',
  '--no-sandbox',
  '--remote-debugging-port=0',
  '--no-first-run',
  '--no-default-browser-check',
  '--hide-scrollbars',
  '--mute-audio',
  '--disable-background-networking',
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-component-update',
  '--disable-sync',
  '--disable-default-apps',
  '--disable-extensions',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--force-color-profile=srgb',
  '--window-size=1920,1080',
  '--autoplay-policy=no-user-gesture-required',
  '--lang=en-US',
  // Unpatched engines run without a sandbox: only this machine is reachable.
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
];

/** A running engine with a profile of its own. */
export class BrowserProcess {
  private constructor(
    private readonly running: LeashedProcess,
    private readonly profile: string,
    private readonly isProfileKept: boolean,
  ) {}

  /** Starts an engine in a process group of its own with a fresh profile, or with the one of an earlier start, which then stays. */
  static start(engine: Engine, flags: readonly string[], keptProfile: string | null): BrowserProcess {
    const profile = keptProfile ?? mkdtempSync(join(tmpdir(), 'hearth-engine-'));
    const args = [...COMMON_FLAGS, `--user-data-dir=${profile}`, ...engine.glFlags, ...flags, 'about:blank'];
    const env = { ...process.env, HOME: profile, LANG: 'en_US.UTF-8', ...engine.env };
    return new BrowserProcess(new LeashedProcess(engine.executable, args, { env }), profile, keptProfile !== null);
  }

  /** The last lines the engine wrote, for error messages. */
  get log(): string {
    return this.running.output;
  }

  /** The port of the DevTools protocol, once announced. Throws {@link DriverError} when the engine ends before. */
  async devToolsPort(): Promise<number> {
    for (let waitedMs = 0; waitedMs < START_TIMEOUT_MS; waitedMs += 20) {
      const port = /DevTools listening on ws:\/\/[^:]+:(\d+)/.exec(this.running.output)?.[1];
      if (port !== undefined) return Number(port);
      if (this.running.endedBecause !== null) break;
      await delay(20);
    }
    const reason = this.running.endedBecause ?? `no DevTools port within ${String(START_TIMEOUT_MS)} ms`;
    throw new DriverError(`The engine did not start: ${reason}\n${this.running.output.slice(-2_000)}`);
  }

  /** Ends the whole process group at once and removes the profile, unless it stays. */
  async close(): Promise<void> {
    await this.running.kill();
    if (this.isProfileKept) return;
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}
