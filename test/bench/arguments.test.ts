import { describe, expect, test } from '@jest/globals';
import { parseSize, parseWords } from './arguments';

describe('the command line', () => {
  test('takes names, options and flags in any order', () => {
    expect(parseWords(['--size', '200mb', 'xmltv', '--ours-only', '--json', '--repeats=5'])).toEqual({
      names: ['xmltv'], url: null, repeats: 5, size: 200_000_000, screens: [], isProfiled: false, isOursOnly: true, isJson: true, isWritten: false, isHelp: false,
    });
  });

  test('says what it does not understand', () => {
    expect(parseWords(['--sizes', '3'])).toBe('No option --sizes');
    expect(parseWords(['m3u', '--size'])).toBe('--size needs a value');
    expect(parseWords(['m3u', '--size', 'big'])).toBe('--size takes a number like 200000, 200k or 200mb, not big');
  });

  test.each([['200000', 200_000], ['200,000', 200_000], ['130k', 130_000], ['1.5m', 1_500_000], ['21MB', 21_000_000], ['0', null], ['-3', null], ['', null]])('reads %s as %s', (text, size) => {
    expect(parseSize(text)).toBe(size);
  });
});
