import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isInstalled, LeashedProcess } from '#test/harness/process';

/** A Redis that lives as long as a test file. */
export interface TestRedis {
  /** Its socket, as an address. */
  readonly url: string;
  stop(): Promise<void>;
}

const START_MS = 10_000;

/** Whether `redis-server` is installed. */
export function hasRedis(): boolean {
  return isInstalled('redis-server');
}

/** Starts an empty Redis that keeps nothing, reachable by a socket in a temporary folder alone. */
export async function startRedis(): Promise<TestRedis> {
  const folder = mkdtempSync(join(tmpdir(), 'hearth-redis-'));
  const url = join(folder, 'redis.sock');
  const words = ['--port', '0', '--unixsocket', url, '--save', '', '--appendonly', 'no', '--dir', folder];
  const server = new LeashedProcess('redis-server', words, { env: { PATH: process.env['PATH'] ?? '' }, cwd: folder });
  await server.until(() => existsSync(url) || undefined, { name: 'Redis', ready: 'socket', timeoutMs: START_MS });
  return {
    url,
    async stop() {
      await server.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
