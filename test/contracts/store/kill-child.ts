import { writeSync } from 'node:fs';
import { openSqliteStore } from '#server/store';

/**
 * The process that the kill test kills: confirms one progress point and one list of favourites after another, telling each
 * confirmed number on standard output, while an import that never ends writes to the same file.
 */
async function run(path: string, first: number): Promise<void> {
  const store = await openSqliteStore(path, 0);
  const endlessImport = async (): Promise<void> => {
    const session = await store.imports.begin({ id: 'endless', kind: 'm3u', name: 'never committed', fingerprint: '' });
    for (let row = 0; ; row += 1) {
      const key = `k${String(row)}`;
      const media = { asset: '', upstreamUrl: 'http://up.example/', container: '' };
      await session.addChannels([
        { externalKey: key, number: row, name: key, logo: '', guideKey: '', isRadio: false, isAdult: false, archiveDays: 0, media, catchup: null, addedMs: 0, categoryKeys: [] },
      ]);
    }
  };
  const confirm = async (): Promise<void> => {
    for (let number = first; ; number += 1) {
      const key = `m:${String(number)}`;
      await store.progress.merge('p', [{ key, positionMs: number, durationMs: 1, updatedAtMs: number, isFinished: false, parentId: '' }]);
      await store.favourites.replace('p', [key, `${key}b`]);
      writeSync(1, `${String(number)}\n`);
    }
  };
  await Promise.all([endlessImport(), confirm()]);
}

const [path = '', first = '0'] = process.argv.slice(2);
run(path, Number(first)).catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
