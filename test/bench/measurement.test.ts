import { describe, expect, test } from '@jest/globals';
import { quantile } from './measurement';
import { formatMeasurements } from './report';

describe('quantile', () => {
  test('counts from the smallest sample on, whatever the order', () => {
    const samples = [5, 1, 4, 2, 3];
    expect([quantile(samples, 0), quantile(samples, 0.5), quantile(samples, 0.95), quantile(samples, 1)]).toEqual([1, 3, 5, 5]);
    expect(samples).toEqual([5, 1, 4, 2, 3]);
  });

  test('has no value without samples', () => {
    expect(quantile([], 0.5)).toBeNaN();
  });
});

describe('the report', () => {
  test('sets each number beside its limit', () => {
    const lines = formatMeasurements([
      { what: 'key', value: 12.34, unit: 'ms', budget: 33 },
      { what: 'app.js', value: 760_000, unit: 'bytes', budget: 750_000 },
      { what: 'rows', value: 3, unit: 'count' },
      { what: 'ratio', value: 2.5, unit: 'times', atLeast: 3 },
      { what: 'held', value: 90, unit: 'bytes', atMost: 100 },
    ]);
    expect(lines.map((line) => line.trim().replace(/ {2,}/g, ' | '))).toEqual([
      'key | 12.3 ms | within 33.0 ms', 'app.js | 760.0 kB | OVER 750.0 kB', 'rows | 3', 'ratio | 2.50x | MISSED: at least 3.00x', 'held | 90 B | reached: at most 100 B',
    ]);
  });
});
