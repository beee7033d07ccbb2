import { writeSync } from 'node:fs';
import { openSqliteStore } from '#server/store';
import { buyAtOnce } from './goods-buyers';

/** One of several processes that buy the same pieces at once; tells each outcome on standard output and waits to be killed. */
async function run(path: string, name: string, count: number): Promise<void> {
  const store = await openSqliteStore(path, 0);
  for (const outcome of await buyAtOnce(store, name, count)) writeSync(1, `${outcome}\n`);
  setInterval(() => undefined, 60_000);
}

const [path = '', name = '', count = '0'] = process.argv.slice(2);
run(path, name, Number(count)).catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
