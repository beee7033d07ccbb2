import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { insideRoots, readMediaFolder } from './media-roots';

let base: string;
let root: string;

beforeAll(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), 'hearth-roots-')));
  root = join(base, 'films');
  for (const folder of ['films/a/deep', 'films/b', 'films/.hidden', 'films-of-others', 'elsewhere']) mkdirSync(join(base, folder), { recursive: true });
  writeFileSync(join(root, 'film.mkv'), 'film');
  symlinkSync(join(base, 'elsewhere'), join(root, 'out'));
  symlinkSync(join(root, 'b'), join(root, 'a/inner'));
});
afterAll(() => {
  rmSync(base, { recursive: true });
});

test('folders inside the roots are walked down and up', async () => {
  expect((await readMediaFolder([root, join(base, 'gone')], ''))?.folders).toEqual([{ name: root, path: root }]);
  expect(await readMediaFolder([root], root)).toEqual({ path: root, parent: '', folders: [{ name: 'a', path: join(root, 'a') }, { name: 'b', path: join(root, 'b') }] });
  expect(await readMediaFolder([root], join(root, 'a'))).toEqual({ path: join(root, 'a'), parent: root, folders: [{ name: 'deep', path: join(root, 'a/deep') }] });
  expect(await insideRoots([root], join(root, 'a/inner'))).toBe(join(root, 'b'));
});

test('nothing else is: no steps up, no links that lead out, nothing hidden, no neighbours whose name begins alike, no files', async () => {
  const refused = [
    '/etc', base, join(base, 'elsewhere'), join(base, 'films-of-others'), `${root}/../elsewhere`, `${root}/a/../b`, `${root}/out`, `${root}/.hidden`, `${root}/film.mkv`,
    `${root}/gone`, 'films', '.', '..', `${root}\0/a`,
  ];
  expect(await Promise.all(refused.map((path) => insideRoots([root], path)))).toEqual(refused.map(() => null));
  expect(await insideRoots([], root)).toBeNull();
});
