import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { engineRows, journeyEnds, renderResults, shownJourneys, shownRows, shownV8Rows, v8Rows, withJourneys, withResults, withV8Rows } from '../../scripts/engines';
import { OLD_NODES } from '../../webos/service/testing';
import { ENGINE_TABLE } from '.';

const result = (set: string, title: string, status: string, message = '') => ({
  ancestorTitles: [`the app in the engine of ${set}`], title, status, failureMessages: message === '' ? [] : [message],
});

describe('results of the engines', () => {
  test('a failed journey and an engine that could not be had are told apart', () => {
    const report = { testResults: [{ assertionResults: [
      result('Tizen 6.0', 'walks and draws', 'failed', 'Error: no card'), result('Tizen 5.0', 'plays a film, pauses, and Back leads Home', 'pending'),
      result('Tizen 8', 'walks and draws', 'failed', 'EngineMissing: no network'), { ancestorTitles: ['others'], title: 'walks and draws', status: 'passed', failureMessages: [] },
    ] }] };
    const rows = engineRows(report);
    expect(rows.map(({ set, walks, plays }) => [set, walks, plays])).toEqual([['Tizen 6.0', 'failed', ''], ['Tizen 5.0', '', 'no H.264'], ['Tizen 8', 'missing', '']]);
    expect(shownRows(withResults(`x\n${renderResults([])}\ny`, rows))).toEqual(rows);
  });

  test('a journey has failed, ended in words, met an engine that is missing, or one without a picture; a run writes its own column alone', () => {
    const file = (name: string, messages: readonly string[], message = ''): object => ({
      name: `/x/${name}.spec.ts`, status: messages.length > 0 || message !== '' ? 'failed' : 'passed', message,
      assertionResults: [{ status: 'passed', failureMessages: [] }, ...messages.map((each) => ({ status: 'failed', failureMessages: [each] }))],
    });
    const ends = journeyEnds({ testResults: [
      file('a', []), file('b', ['NoPicture: engine 63 …']), file('c', ['NoPicture: …', 'Error: no card']), file('d', ['EngineMissing: 63']), file('e', ['EndedInWords: HRT-2104 on player', 'EndedInWords: HRT-1 on x']),
      file('f', [], 'the set punishes: avplay.play in IDLE'),
    ] });
    expect(ends.map(({ end }) => end)).toEqual(['passed', 'no H.264', 'failed', 'missing', 'HRT-2104', 'failed']);
    const empty = readFileSync('docs/engines.md', 'utf8');
    const once = withJourneys(empty, 'test:engines', ['63', '76'], '63', ends);
    const twice = withJourneys(once, 'test:engines', ['63', '76'], '76', [{ journey: 'b', end: 'passed' }]);
    expect(shownJourneys(twice, 'test:engines').get('b')).toEqual(new Map([['63', 'no H.264'], ['76', 'passed']]));
    expect(shownJourneys(twice, 'test:engines').get('a')?.get('63')).toBe('passed');
    expect(shownJourneys(twice, 'test:chaos')).toEqual(shownJourneys(empty, 'test:chaos'));
    const chaos = withJourneys(twice, 'test:chaos', ['seed 1'], 'seed 1', [{ journey: 'b', end: 'HRT-2104' }]);
    expect(shownJourneys(chaos, 'test:chaos').get('b')).toEqual(new Map([['seed 1', 'HRT-2104']]));
    expect(shownJourneys(chaos, 'test:engines')).toEqual(shownJourneys(twice, 'test:engines'));
  });

  test('an old V8 that failed and one that could not be had are told apart', () => {
    const of = (suite: string, title: string, status: string): object => ({ ancestorTitles: [suite], title, status, failureMessages: [] });
    const rows = v8Rows({ testResults: [{ assertionResults: [
      of('the webos package (legacy) in V8 3.28 (Chrome 38: webOS 3)', 'evaluates every script without an exception', 'passed'),
      of('the webos package (legacy) in V8 3.28 (Chrome 38: webOS 3)', 'reads a list as today’s Node does', 'failed'),
      of('the tizen package (modern) in V8 6.8 (x)', 'starts the app up to the canvas: missing, it cannot be fetched', 'pending'), of('others', 'x', 'passed'),
    ] }] });
    expect(rows).toEqual([
      { v8: '3.28 (Chrome 38: webOS 3)', scripts: 'webOS, legacy', evaluates: 'passed', starts: '', finds: '', reads: 'failed' },
      { v8: '6.8 (x)', scripts: 'Tizen, modern', evaluates: '', starts: 'missing', finds: '', reads: '' },
    ]);
    const text = readFileSync('docs/engines.md', 'utf8');
    expect(shownV8Rows(withV8Rows(text, rows))).toEqual(rows);
    expect(shownRows(withV8Rows(text, rows))).toEqual(shownRows(text));
  });

  test('the document shows every old V8, each passed or named', () => {
    const rows = shownV8Rows(readFileSync('docs/engines.md', 'utf8'));
    for (const { v8, standsFor } of OLD_NODES) expect(rows.map((row) => row.v8)).toContain(`${v8} (${standsFor})`);
    for (const row of rows) expect([row.evaluates, row.starts, row.finds, row.reads].filter((cell) => !/^(passed|missing)$/.test(cell))).toEqual([]);
  });

  test('no journey of the document has failed', () => {
    const text = readFileSync('docs/engines.md', 'utf8');
    for (const writer of ['test:engines', 'test:chaos'] as const) {
      const cells = [...shownJourneys(text, writer).values()].flatMap((row) => [...row.values()]);
      expect(cells.filter((cell) => !/^(?:|passed|missing|not here|no H\.264|HRT-\d+)$/.test(cell))).toEqual([]);
    }
  });

  test('the document shows every engine of the table, each passed or named', () => {
    const rows = shownRows(readFileSync('docs/engines.md', 'utf8'));
    const sets = rows.map((row) => row.set);
    for (const { id, standsFor } of ENGINE_TABLE) if (id !== '63' && id !== '76') expect(sets).toContain(standsFor);
    expect(sets).toEqual(expect.arrayContaining(['Tizen 3.0 (APIs of Chrome 47)', 'webOS 4 (APIs of Chrome 53)', 'Tizen 5.0', 'Tizen 6.0']));
    for (const row of rows) expect([row.boots, row.walks, row.plays, row.exceptions].filter((cell) => !/^(passed|missing|no H\.264)$/.test(cell))).toEqual([]);
  });
});
