import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LeashedProcess } from '#test/harness/process';

/** A Redis that lives as long as a test file. */
export interface TestRedis {
  /** Its socket, as an address. */
  readonly url: string;
  stop(): Promise<void>;
}

const START_MS = 10_000;

/** Whether `redis-server` is installed. */
export function hasRedis(): boolean {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false; // Not installed: the suite says so.
  }
}

/** Starts an empty Redis that keeps nothing, reachable by a socket in a temporary folder alone. */
export async function startRedis(): Promise<TestRedis> {
  const folder = mkdtempSync(join(tmpdir(), 'hearth-redis-'));
  const url = join(folder, 'redis.sock');
  const words = ['--port', '0', '--unixsocket', url, '--save', '', '--appendonly', 'no', '--dir', folder];
  const server = new LeashedProcess('redis-server', words, { env: { PATH: process.env['PATH'] ?? '' }, cwd: folder });
  for (let waitedMs = 0; !existsSync(url); waitedMs += 20) {
    if (server.endedBecause !== null || waitedMs > START_MS) throw new Error(`Redis did not start: ${server.endedBecause ?? 'no socket'}\n${server.output}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return {
    url,
    async stop() {
      await server.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
