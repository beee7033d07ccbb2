import { describe, expect, test } from '@jest/globals';
import { formatHelp, parseCommandLine, runCommand } from './command-line';
import { packageTimeSec } from './package-time';
import { PackagingError } from './problem';
import { memoryOutput } from './testing';

const SPECS = {
  in: { value: 'dist/tizen', help: 'folder of the built app' },
  brand: { value: null, help: 'brand file' },
};

describe('the command line of packaging commands', () => {
  test('options come apart from operands', () => {
    expect(parseCommandLine(['--in', 'a', 'file.wgt', '--brand=b.json'], SPECS)).toEqual({
      options: { in: 'a', brand: 'b.json' },
      operands: ['file.wgt'],
    });
  });

  test('defaults hold for what is not said', () => {
    expect(parseCommandLine([], SPECS).options).toEqual({ in: 'dist/tizen', brand: null });
  });

  test.each([
    [['--im', 'x'], 'is not an option'],
    [['--in'], 'needs a value'],
  ])('%s is refused', (argv, reason) => {
    expect(() => parseCommandLine(argv, SPECS)).toThrow(reason);
  });

  test('help names each option with its default', () => {
    expect(formatHelp('usage', SPECS)).toBe(
      'usage\n  --in            folder of the built app (default dist/tizen)\n  --brand         brand file',
    );
  });

  test('a problem becomes exit code 1, a bug is thrown on', () => {
    const io = memoryOutput();
    const code = runCommand(io, () => {
      throw new PackagingError('Refused:', [{ field: 'name', reason: 'is missing', example: '"Hearth"' }]);
    });
    expect([code, io.errors]).toEqual([1, ['Refused:\n  name: is missing. Example: "Hearth"']]);
    expect(() =>
      runCommand(io, () => {
        throw new TypeError('bug');
      }),
    ).toThrow(TypeError);
  });
});

describe('the time of package entries', () => {
  test('is fixed, recent and may be set', () => {
    expect(packageTimeSec({})).toBe(packageTimeSec({ SOURCE_DATE_EPOCH: '' }));
    expect(packageTimeSec({})).toBeGreaterThan(Date.UTC(2026, 0, 1) / 1000);
    expect(packageTimeSec({ SOURCE_DATE_EPOCH: '1800000000' })).toBe(1_800_000_000);
  });

  test.each(['0', '-5', 'today', '99999999999999'])('"%s" is refused', (text) => {
    expect(() => packageTimeSec({ SOURCE_DATE_EPOCH: text })).toThrow('SOURCE_DATE_EPOCH');
  });
});
