import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { LeashedProcess } from '../process';

/** Until the platform answers. Its first start fills a fresh store with the sample catalogue. */
const START_TIMEOUT_MS = 60_000;

/** Accounts of a platform started for tests, made by `HEARTH_SEED_TEST_ACCOUNTS`. */
export const TEST_ACCOUNTS = {
  tester: { name: 'tester', password: 'tester-password', streamUser: 'tester', streamPassword: 'tester-stream' },
  expired: { name: 'expired', password: '2468', streamUser: 'expired', streamPassword: 'expired-stream' },
  suspended: { name: 'suspended', password: '2468', streamUser: 'suspended', streamPassword: 'suspended-stream' },
} as const;

/** How a platform is started. */
export interface PlatformWish {
  /** Folder of an earlier platform, to go on where that one ended; default: a fresh one, removed at the end. */
  readonly dataDir?: string;
  /** A fixed port, to come back at the same address; default: any free one. */
  readonly port?: number;
  /** Added to the environment, for example `{ HEARTH_SAMPLE: '0' }`. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A running platform, as built into `dist`. Whoever starts it stops it. */
export interface TestPlatform {
  /** Address without a trailing slash. */
  readonly url: string;
  readonly port: number;
  readonly dataDir: string;
  /** What it wrote last. */
  readonly output: string;
  /** Asks it to end and waits; removes the data folder unless it was given. */
  stop(): Promise<void>;
  /** Ends it at once, as a power cut does; the data folder stays. */
  kill(): Promise<void>;
}

function environment(wish: PlatformWish, dataDir: string): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('HEARTH_'));
  return {
    ...Object.fromEntries(inherited),
    HEARTH_HOST: '127.0.0.1',
    HEARTH_PORT: String(wish.port ?? 0),
    HEARTH_DATA_DIR: dataDir,
    HEARTH_SEED_TEST_ACCOUNTS: '1',
    ...wish.env,
  };
}

/**
 * Starts the built platform on a free port of this machine with the sample catalogue, a fresh store and the test accounts.
 * Rejects with what it wrote when it does not start.
 */
export async function startPlatform(wish: PlatformWish = {}): Promise<TestPlatform> {
  const root = process.cwd();
  const program = join(root, 'dist/server/main.js');
  if (!existsSync(program)) throw new Error('dist/server/main.js is missing: npm run build');
  const dataDir = wish.dataDir ?? mkdtempSync(join(tmpdir(), 'hearth-platform-'));
  const running = new LeashedProcess(process.execPath, [program], { env: environment(wish, dataDir), cwd: root });
  const removeData = (): void => {
    if (wish.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const port = Number(await running.until(() => /http:\/\/127\.0\.0\.1:(\d+)\//.exec(running.output)?.[1], { name: 'The platform', ready: 'address', timeoutMs: START_TIMEOUT_MS }));
    return {
      url: `http://127.0.0.1:${String(port)}`,
      port,
      dataDir,
      get output() {
        return running.output;
      },
      async stop() {
        running.signal('SIGTERM');
        await Promise.race([running.whenEnded(), delay(10_000, undefined, { ref: false })]);
        await running.kill();
        removeData();
      },
      kill: () => running.kill(),
    };
  } catch (error) {
    await running.kill();
    removeData();
    throw error;
  }
}
