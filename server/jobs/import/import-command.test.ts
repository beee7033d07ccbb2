import { resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { openSqliteStore } from '#server/store';
import { readImportWish, runImportWish } from './import-command';

function problem(words: readonly string[]): string {
  const wish = readImportWish(words);
  return wish.ok ? '' : (wish.error.message.split('\n')[0] ?? '');
}

describe('the import command line', () => {
  test('is understood in any order', () => {
    expect(readImportWish(['m3u', 'http://h/x.m3u8'])).toEqual({ ok: true, value: { kind: 'import', format: 'm3u', location: 'http://h/x.m3u8', sourceId: 'm3u' } });
    // A scheduled refresh finds the file from wherever it runs.
    expect(readImportWish(['m3u', 'x.m3u8'])).toMatchObject({ value: { location: resolve('x.m3u8') } });
    expect(readImportWish(['--source', 'sport', 'xmltv', 'g.xml'])).toMatchObject({ value: { format: 'xmltv', sourceId: 'sport' } });
    expect(readImportWish(['list'])).toEqual({ ok: true, value: { kind: 'list' } });
    expect(readImportWish(['refresh'])).toEqual({ ok: true, value: { kind: 'refresh', sourceId: '', isDueOnly: false } });
    expect(readImportWish(['refresh', 'sport'])).toMatchObject({ value: { kind: 'refresh', sourceId: 'sport' } });
    expect(readImportWish(['refresh', '--due'])).toMatchObject({ value: { kind: 'refresh', sourceId: '', isDueOnly: true } });
    expect(readImportWish(['remove', 'sport'])).toEqual({ ok: true, value: { kind: 'remove', sourceId: 'sport' } });
  });

  test('or it says what is wrong', () => {
    expect(problem([])).toBe('say what to import');
    expect(problem(['m4u', 'x'])).toBe('"m4u" is no kind of source');
    expect(problem(['m3u'])).toBe('m3u needs a file or an address');
    expect(problem(['m3u', 'x', 'y'])).toBe('there are words too many: y');
    expect(problem(['m3u', 'x', '--source'])).toBe('--source needs a name');
    expect(problem(['m3u', 'x', '--source', 'sample'])).toContain('"sample" cannot name a source');
    expect(problem(['remove', '../x'])).toContain('cannot name a source');
    expect(problem(['constructor', 'x'])).toBe('"constructor" is no kind of source');
  });

  test('list and remove', async () => {
    const store = await openSqliteStore(':memory:', 0);
    const tools = { store, nowMs: () => 0, progress: () => undefined };
    expect((await runImportWish({ kind: 'list' }, tools)).text).toBe('Nothing has been imported.');
    const session = await store.imports.begin({ id: 'sport', kind: 'm3u', name: 'up.example', fingerprint: '' });
    await session.commit(0);
    expect((await runImportWish({ kind: 'list' }, tools)).text).toBe('sport  m3u  1970-01-01T00:00:00.000Z  up.example');
    expect((await runImportWish({ kind: 'remove', sourceId: 'sport' }, tools)).text).toBe('Removed sport.');
    await expect(runImportWish({ kind: 'remove', sourceId: 'sport' }, tools)).rejects.toMatchObject({ code: 'input.invalid' });
    await store.close();
  });
});
