import { describe, expect, test } from '@jest/globals';
import { addSession, readRecords, writeRecords } from './record.mjs';

const SESSION = { runs: 500_000, seed: 1, places: 900, inputs: 40, findings: 0, day: '2026-01-01', sources: 'aa' };

describe('the record of runs', () => {
  test('runs of the same sources add up, other sources begin anew', () => {
    const first = addSession(undefined, SESSION);
    const second = addSession(first, { ...SESSION, seed: 2, findings: 1, places: 910 });
    expect([first.seeds, second]).toEqual(['1', { runs: 1_000_000, seeds: '1–2', places: 910, inputs: 40, findings: 1, day: '2026-01-01', sources: 'aa' }]);
    expect(addSession(second, { ...SESSION, seed: 3 }).seeds).toBe('1–3');
    expect(addSession(second, { ...SESSION, seed: 7, sources: 'bb' })).toMatchObject({ runs: 500_000, seeds: '7', findings: 0 });
  });

  test('a table that was written is read, and replaced', () => {
    const records = new Map([['m3u', addSession(undefined, SESSION)], ['xmltv', addSession(undefined, { ...SESSION, sources: 'cc' })]]);
    const text = writeRecords('# Title\n\nWords.\n', records);
    expect(readRecords(text)).toEqual(records);
    expect(text).toContain('| m3u | 500,000 | 1 | 900 | 40 | 0 | 2026-01-01 | aa |');
    expect(writeRecords(text, records)).toBe(text);
    expect(readRecords('# Title\n')).toEqual(new Map());
  });
});
