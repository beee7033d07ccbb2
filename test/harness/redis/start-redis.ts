import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
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

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** An empty Redis that keeps nothing, found as `words` say. */
async function start(folder: string, url: string, words: readonly string[]): Promise<TestRedis> {
  const all = [...words, '--save', '', '--appendonly', 'no', '--dir', folder];
  const server = new LeashedProcess('redis-server', all, { env: { PATH: process.env['PATH'] ?? '' }, cwd: folder });
  await server.until(() => /ready to accept connections/i.test(server.output) || undefined, { name: 'Redis', ready: 'connections', timeoutMs: START_MS });
  return {
    url,
    async stop() {
      await server.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'hearth-redis-'));
}

/** As {@link startRedis}, reachable at a port of this machine: for programs, whose configuration wants an address. */
export async function startRedisAtPort(): Promise<TestRedis> {
  const port = String(await freePort());
  return start(newFolder(), `redis://127.0.0.1:${port}`, ['--port', port, '--bind', '127.0.0.1']);
}

/** Starts an empty Redis that keeps nothing, reachable by a socket in a temporary folder alone. */
export async function startRedis(): Promise<TestRedis> {
  const folder = newFolder();
  const socket = join(folder, 'redis.sock');
  return start(folder, socket, ['--port', '0', '--unixsocket', socket]);
}
