import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { decodeSnapshot } from '#core/catalog';
import { splitFrame } from '#core/delta';
import { createLog } from '#server/log';
import { openSnapshotLibrary } from '#server/snapshots';
import { openSqliteStore } from '#server/store';
import { bundleChild, runAndKill } from '#test/contracts/kill';

/** When each process dies: after so many lines, and so many milliseconds later. Even lines: while a snapshot or a delta is made. */
const DEATHS = [[1, 3], [1, 9], [3, 14], [1, 21], [3, 5], [1, 30], [3, 45], [1, 12], [5, 7], [1, 70]] as const;
let folder: string;
let program: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hearth-snapshot-kill-'));
  program = await bundleChild(join(__dirname, 'snapshot-kill-child.ts'));
}, 60_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('killed while it makes snapshots, the platform has whole ones or none, and makes what is missing', async () => {
  const path = join(folder, 'store.sqlite');
  const snapshots = join(folder, 'snapshots');
  let next = 0;
  for (const [lines, delayMs] of DEATHS) {
    const printed = await runAndKill({ program, words: [path, snapshots, String(next)], lines, delayMs });
    next = Number(printed[printed.length - 1]?.split(' ')[1]) + 1;
    for (const name of existsSync(snapshots) ? readdirSync(snapshots) : []) {
      if (name.endsWith('.draft') || name === 'index.json') continue;
      const bytes = gunzipSync(readFileSync(join(snapshots, name)));
      expect([name, splitFrame(bytes).ok]).toEqual([name, true]);
      if (name.endsWith('.snapshot.gz')) expect(name.slice(0, 22)).toBe(createHash('sha256').update(bytes).digest('base64url').slice(0, 22));
    }
    const store = await openSqliteStore(path, 0);
    const library = openSnapshotLibrary({ folder: snapshots, catalog: store.catalog, log: createLog('silent'), nowMs: () => Date.now() });
    try {
      const current = await library.current(false);
      const frame = splitFrame(gunzipSync(await buffer(await current.open())));
      const decoded = frame.ok ? decodeSnapshot(frame.value.chunks) : frame;
      // What the dead one had imported last, or was importing when it died.
      expect(decoded.ok && [decoded.value.count('channel'), decoded.value.channel(0)?.name]).toEqual([900, expect.stringMatching(new RegExp(`^channel 0 of (${String(next - 1)}|${String(next)})$`))]);
      await library.prepare();
      expect(readdirSync(snapshots).filter((name) => name.endsWith('.draft'))).toEqual([]);
    } finally {
      await library.close();
      await store.close();
    }
  }
}, 600_000);
