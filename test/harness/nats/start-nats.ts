import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isInstalled, LeashedProcess } from '#test/harness/process';

/** A NATS server with JetStream that lives as long as a test file. */
export interface TestNats {
  readonly url: string;
  /** Ends it at once, as a power cut does. */
  kill(): Promise<void>;
  /** Starts it again with what it had on its disk, at the same port. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const START_MS = 20_000;

/** Whether `nats-server` is installed. */
export function hasNats(): boolean {
  return isInstalled('nats-server');
}

/** Starts one on a free port with an empty folder. */
export async function startNats(): Promise<TestNats> {
  const folder = mkdtempSync(join(tmpdir(), 'hearth-nats-'));
  let port = '-1';
  const run = async (): Promise<LeashedProcess> => {
    const server = new LeashedProcess('nats-server', ['-js', '-sd', folder, '-a', '127.0.0.1', '-p', port], { env: { PATH: process.env['PATH'] ?? '' }, cwd: folder });
    await server.until(() => server.output.includes('Server is ready') || undefined, { name: 'NATS', ready: 'word that it is ready', timeoutMs: START_MS });
    port = /client connections on 127\.0\.0\.1:(\d+)/.exec(server.output)?.[1] ?? port;
    return server;
  };
  let server = await run();
  return {
    url: `nats://127.0.0.1:${port}`,
    kill: () => server.kill(),
    restart: async () => {
      server = await run();
    },
    stop: async () => {
      await server.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
