import { describe, expect, test } from '@jest/globals';
import { AppError } from '#core/base';
import { createFakeHost } from '#test/harness/fakes';
import { diagnosticsReport } from './diagnostics-report';
import type { DiagnosticsFacts } from './diagnostics-report';

const FACTS: DiagnosticsFacts = {
  version: '1.2.3', capabilities: createFakeHost().device.capabilities, language: 'de', isOnline: true, loadedAtMs: 0, nowMs: 600_000, failures: [],
  sources: [
    {
      kind: 'm3u', isPrivate: true, error: new AppError('source.html-answer', { message: 'http://ann:secret@up.example/list' }),
      report: { counts: { channels: 2059, movies: 0, series: 0, episodes: 0 }, bytes: 512_000, elapsedMs: 3_200, skipped: { 'free-text': 2, duplicate: 1 }, notes: [], isCut: true, ranIn: 'slices' },
    },
  ],
};

describe('the report for who helps', () => {
  test('names the set, and of a source how much was read and what is wrong', () => {
    const { facts, text } = diagnosticsReport(FACTS);
    expect(facts[facts.length - 1]).toEqual({ id: 'source', number: 1, isBad: true, value: `m3u · 2059/0/0 · 500 kB, 3 s, slices · -3 · cut · private · ${new AppError('source.html-answer').label}` });
    expect(facts.find(({ id }) => id === 'catalog')).toEqual({ id: 'catalog', value: 'never read', isBad: true });
    expect(text.split('\n').slice(0, 2)).toEqual(['Hearth', 'version: 1.2.3 · de']);
    expect(diagnosticsReport({ ...FACTS, loadedAtMs: 300_000 }).facts.find(({ id }) => id === 'catalog')).toEqual({ id: 'catalog', value: 'read 5 min ago' });
  });

  test('holds no address and no secret, and fits a code', () => {
    const failures = Array.from({ length: 40 }, () => ({ code: 'media.unreachable' as const, part: 'live' as const, atMs: 0, count: 12 }));
    const many = diagnosticsReport({ ...FACTS, failures, sources: Array.from({ length: 40 }, () => FACTS.sources[0]).filter((source) => source !== undefined) });
    expect(many.text).not.toMatch(/secret|example|ann/);
    expect(many.text).toContain(`! ${new AppError('media.unreachable').label} ×12 live, 10 min ago`);
    expect(many.text.length).toBeLessThan(1100);
  });
});
