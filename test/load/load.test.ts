import { describe, expect, test } from '@jest/globals';
import { readOptions } from './read-options';
import { formatLines, lineOf, linesOf } from './report';
import type { Taken } from './simulated-set';

const taken = (ms: number, status = 200, node = 'a'): Taken => ({ kind: 'play', node, ms, status });

describe('readOptions', () => {
  test('takes what is given over the defaults', () => {
    expect(readOptions(['--sets', '7', '--nodes', '2', '--database', 'postgres', '--kill', 'database'])).toEqual({ sets: 7, nodes: 2, seconds: 20, database: 'postgres', kill: 'database' });
  });

  test.each([[['--sets', '0']], [['--sets']], [['--seconds', 'long']], [['--database', 'oracle']], [['--quick']], [['--nodes', '2']], [['--kill', 'everything']], [['--kill', 'database']]])('refuses %j and says what would do', (words) => {
    expect(() => readOptions(words)).toThrow(/for example|there are|need/);
  });
});

describe('the report', () => {
  test('quantiles are of what was answered; refusals are no errors, failures are', () => {
    const all = [...Array.from({ length: 98 }, (_, at) => taken(at + 1)), taken(99, 409), taken(100, 500), taken(5000, 0)];
    expect(lineOf('all', [taken(1, 503)], 1)).toMatchObject({ errors: 0, unanswered: 1 });
    expect(lineOf('all', all, 10)).toEqual({ name: 'all', count: 101, perSecond: 10.1, p50: 51, p95: 96, p99: 100, errors: 1, unanswered: 1 });
  });

  test('names every node and the kinds there were', () => {
    const lines = linesOf([taken(1, 200, 'a'), taken(2, 200, 'b')], 1);
    expect(lines.map(({ name }) => name)).toEqual(['node 1', 'node 2', 'play', 'all']);
    expect(formatLines(lines).split('\n')).toHaveLength(5);
  });
});
