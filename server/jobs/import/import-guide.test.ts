import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openSqliteStore } from '#server/store';
import type { Store } from '#server/store';
import { importGuide } from './import-guide';
import type { ImportTools } from './import-playlist';
import { reportText } from './import-report';
import { reported } from './testing/reported';

const REAL_GUIDE = process.env['HEARTH_REAL_GUIDE'] ?? join(__dirname, '../../../../shared/data/thmanyah.xmltv.xml');
const GUIDE = `<?xml version="1.0" encoding="UTF-8"?><tv>
<channel id="One.se"><display-name>One HD</display-name></channel>
<programme start="20261124200000 +0100" stop="20261124210000 +0100" channel="One.se"><title>News &amp; more</title><desc>D</desc><category>News</category></programme>
<programme start="20261124210000 +0100" channel="One.se"><title>Open end</title></programme>
<programme start="20261124220000 +0100" stop="20261124230000 +0100" channel="One.se"><title>Late</title></programme>
<programme channel="One.se"><title>When?</title></programme>
</tv>`;
let folder: string;
let store: Store;
let tools: ImportTools;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hearth-guide-'));
  store = await openSqliteStore(':memory:', 0);
  tools = { store, nowMs: () => Date.UTC(2026, 10, 24), progress: () => undefined };
});

afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

function fileOf(content: string | Uint8Array): string {
  const path = join(folder, 'guide.xml');
  writeFileSync(path, content);
  return path;
}

describe('importing a guide', () => {
  test('brings programmes in UTC, found by id or name; open ends are closed', async () => {
    const report = await reported(importGuide({ location: fileOf(GUIDE), sourceId: 'xmltv' }, tools));
    expect(report.programmes).toBe(3);
    expect(reportText(report)).toContain('1 programmes without a start left out');
    for (const key of ['ONE.se', 'one']) {
      const rows = await store.guide.between([key], Date.UTC(2026, 10, 24), Date.UTC(2026, 10, 25));
      expect(rows.map((row) => [row.guideKey, row.startMs, row.stopMs, row.title])).toEqual([
        [key, Date.UTC(2026, 10, 24, 19), Date.UTC(2026, 10, 24, 20), 'News & more'],
        [key, Date.UTC(2026, 10, 24, 20), Date.UTC(2026, 10, 24, 21), 'Open end'],
        [key, Date.UTC(2026, 10, 24, 21), Date.UTC(2026, 10, 24, 22), 'Late'],
      ]);
    }
  });

  test('takes gzip, and refuses a page without touching what was there', async () => {
    await importGuide({ location: fileOf(gzipSync(GUIDE)), sourceId: 'xmltv' }, tools);
    await expect(importGuide({ location: fileOf('<!doctype html><html></html>'), sourceId: 'xmltv' }, tools)).rejects.toMatchObject({ code: 'source.html-answer' });
    expect(await store.guide.between(['one.se'], 0, Date.UTC(2030, 0, 1))).toHaveLength(3);
  });
});

const realTest = existsSync(REAL_GUIDE) ? test : test.skip;
if (!existsSync(REAL_GUIDE)) process.stderr.write('skipped: the real guide is not here (HEARTH_REAL_GUIDE names its file)\n');

realTest('a real guide, Arabic and months old, comes in whole', async () => {
  const report = await reported(importGuide({ location: REAL_GUIDE, sourceId: 'xmltv' }, tools));
  expect(report.programmes).toBeGreaterThan(20);
  expect(report.remarks[0]).toBe('4 channels described');
  const rows = await store.guide.between(['thmanyahguide'], Date.UTC(2026, 7, 22), Date.UTC(2026, 7, 24));
  const match = rows.find((row) => row.startMs === Date.UTC(2026, 7, 22, 15, 45));
  expect(match).toMatchObject({ stopMs: Date.UTC(2026, 7, 22, 16, 10), title: 'الفتح - الاتفاق' });
});
