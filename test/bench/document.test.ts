import { describe, expect, test } from '@jest/globals';
import { putSection, sectionName, toSection } from './document';
import type { BenchResult } from './measurement';

const RESULT: BenchResult = {
  method: ['200 rows.'],
  tables: [{ title: 'reading', head: ['', 'MB/s', 'rows'], rows: [['ours', '100.0', 'all right'], ['a|b', '20.0', 'WRONG: 2 name']] }],
  measurements: [{ what: 'throughput', value: 5, unit: 'times', atLeast: 3 }, { what: 'held', value: 120, unit: 'bytes', atMost: 100 }],
};

describe('the document', () => {
  const section = toSection(RESULT, new Date('2024-06-10T12:00:00Z'), 'Node v20, 2 cores');

  test('tells date, machine, method, candidates and marks', () => {
    expect(section).toContain('Measured 2024-06-10, Node v20, 2 cores. 200 rows.');
    expect(section).toContain('| ours | 100.0 | all right |\n| a\\|b | 20.0 | WRONG: 2 name |');
    expect(section).toContain('| throughput | 5.00x | reached: at least 3.00x |\n| held | 120 B | MISSED: at most 100 B |');
  });

  test('changes nothing outside the markers, however often it is written', () => {
    const before = '# Title\n\nText.\n\n<!-- bench:m3u -->\nold\n<!-- /bench:m3u -->\n\n## After\n';
    const once = putSection(before, 'm3u', section);
    expect(once).toBe(`# Title\n\nText.\n\n<!-- bench:m3u -->\n${section}\n<!-- /bench:m3u -->\n\n## After\n`);
    expect(putSection(once, 'm3u', section)).toBe(once);
  });

  test('keeps sizes apart', () => {
    expect([sectionName('xmltv', null), sectionName('xmltv', 200_000_000), sectionName('m3u', 50_000), sectionName('m3u', 123)]).toEqual(['xmltv', 'xmltv-200m', 'm3u-50k', 'm3u-123']);
  });

  test('gets a new section at its end', () => {
    const once = putSection('# Title\n', 'guide', 'new');
    expect(once).toBe('# Title\n\n## Bench: guide\n\n<!-- bench:guide -->\nnew\n<!-- /bench:guide -->\n');
    expect(putSection(once, 'guide', 'newer')).toContain('-->\nnewer\n<!--');
  });
});
