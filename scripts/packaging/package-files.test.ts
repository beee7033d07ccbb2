import { describe, expect, test } from '@jest/globals';
import { findPathProblems, readFolder, sortFiles } from './package-files';
import { makeScratchFolder, writeFiles } from './testing';

const file = (path: string): { path: string; bytes: Uint8Array } => ({ path, bytes: new Uint8Array() });

describe('package files', () => {
  test('a folder is read whole, sorted by code unit', () => {
    const scratch = makeScratchFolder();
    writeFiles(scratch.path, { 'b.js': 'b', 'a/z.js': 'z', 'B.js': 'B', 'a/0/x.js': '' });
    expect(readFolder(scratch.path).map((entry) => entry.path)).toEqual(['B.js', 'a/0/x.js', 'a/z.js', 'b.js']);
    scratch.remove();
  });

  test('sorting does not change its input', () => {
    const files = [file('b'), file('a')];
    expect(sortFiles(files).map((entry) => entry.path)).toEqual(['a', 'b']);
    expect(files.map((entry) => entry.path)).toEqual(['b', 'a']);
  });

  test.each([
    ['static/fönt.woff2', 'static/font.woff2', 'televisions do not take'],
    ['two words.png', 'twowords.png', 'televisions do not take'],
    ['a&b.png', 'ab.png', 'televisions do not take'],
    ['../secret.js', '', 'televisions do not take'],
    ['/absolute.js', '', 'televisions do not take'],
    ['static/.hidden', 'static/hidden', 'hidden file'],
    ['.git/config', 'git/config', 'hidden file'],
  ])('%s is refused', (path, example, reason) => {
    const [problem] = findPathProblems([file(path)]);
    expect(problem?.field).toBe(path);
    expect(problem?.reason).toContain(reason);
    if (example !== '') expect(problem?.example).toBe(example);
  });

  test('two names that differ only in case are refused', () => {
    expect(findPathProblems([file('Logo.png'), file('logo.png')])[0]?.reason).toContain('only in case');
  });

  test('ordinary names pass', () => {
    expect(
      findPathProblems([
        file('static/fonts/commissioner-latin-600.woff2'),
        file('app-modern.js'),
        file('a_b+c~d@2x.png'),
      ]),
    ).toEqual([]);
  });
});
