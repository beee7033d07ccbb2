import { writeSync } from 'node:fs';
import { openSqliteStore } from '#server/store';

/** One of several processes that start streams of one account at once; tells each outcome on standard output and waits to be killed. */
async function run(path: string, name: string, count: number): Promise<void> {
  const store = await openSqliteStore(path, 0);
  const terms = { nowMs: 1, lifeMs: 60_000, staleBeforeMs: 0, most: 3, policy: 'reject' } as const;
  const start = async (at: number): Promise<void> => {
    const id = `${name}-${String(at)}`;
    const { kind } = await store.leases.start({ id, accountId: 'a', playerKey: id, playerName: id, item: 'channel:1' }, terms);
    writeSync(1, `${kind} ${id}\n`);
  };
  await Promise.all(Array.from({ length: count }, (_, at) => start(at)));
  setInterval(() => undefined, 60_000);
}

const [path = '', name = '', count = '0'] = process.argv.slice(2);
run(path, name, Number(count)).catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
