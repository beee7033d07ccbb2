import { writeSync } from 'node:fs';
import { createLog } from '#server/log';
import { openSnapshotLibrary } from '#server/snapshots';
import { openSqliteStore } from '#server/store';
import type { Store } from '#server/store';

const CHANNEL = {
  number: 1, logo: '', guideKey: '', isRadio: false, isAdult: false, archiveDays: 0, catchup: null, addedMs: 0, categoryKeys: [],
  media: { asset: '', upstreamUrl: 'http://up.example/', container: '' },
};

/** An import of some hundred channels that bear the number. */
async function importAll(store: Store, number: number): Promise<void> {
  const session = await store.imports.begin({ id: 'counted', kind: 'm3u', name: 'counted', fingerprint: '' });
  await session.addChannels(Array.from({ length: 900 }, (_, at) => ({ ...CHANNEL, externalKey: String(at), name: `channel ${String(at)} of ${String(at === 0 ? number : 0)}` })));
  await session.commit(number + 1);
}

/** The process that the kill test kills while it makes snapshots and deltas; tells a number when it begins and when it has made one. */
async function run(path: string, folder: string, first: number): Promise<void> {
  const store = await openSqliteStore(path, 0);
  const library = openSnapshotLibrary({ folder, catalog: store.catalog, log: createLog('silent'), nowMs: () => Date.now() });
  for (let number = first; ; number += 1) {
    await importAll(store, number);
    writeSync(1, `begin ${String(number)}\n`);
    await Promise.all([library.current(false), library.current(true)]);
    await library.prepare();
    writeSync(1, `made ${String(number)}\n`);
  }
}

const [path = '', folder = '', first = '0'] = process.argv.slice(2);
run(path, folder, Number(first)).catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
