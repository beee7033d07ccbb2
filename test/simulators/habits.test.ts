import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const TABLE = 'test/simulators/habits.md';
const AGREES = 'the same as the tests name';
const DIFFERS = 'other tests than it names: HABITS=write npx jest --selectProjects contracts -- test/simulators/habits';

/** Habits of Samsung's (T) and LG's (W) sets, of the reference on television platforms. */
const IDS = [...numbered('T', 31), ...numbered('W', 24)];

/** Habits that belong to packages or to the service, which have tests of their own, and those nothing of ours meets. */
const BESIDE: Readonly<Record<string, string>> = {
  'T-31': '`tizen/config-xml.test.ts`, `tizen/widget-signature.test.ts`, `tizen/package-wgt.test.ts`, `npm run verify:tizen`',
  'W-16': '`webos/service/hearth-service.test.ts`, `webos/service/old-node.test.ts` (Node 0.12), `webos/package-ipk.test.ts` (what its Node reads)',
  'W-21': '`webos/package-ipk.test.ts`, `npm run verify:webos`',
};

function numbered(letter: string, last: number): string[] {
  return Array.from({ length: last }, (_each, index) => `${letter}-${String(index + 1).padStart(2, '0')}`);
}

/** Titles of the simulators' own tests that begin with a habit's number, with their files. */
function titles(): ReadonlyArray<{ readonly ids: readonly string[]; readonly words: string; readonly file: string }> {
  return ['', 'tizen', 'webos'].flatMap((folder) => readdirSync(join('test/simulators', folder)).filter((name) => /\.(test|spec)\.ts$/.test(name)).flatMap((name) => {
    const file = join('test/simulators', folder, name);
    return Array.from(readFileSync(file, 'utf8').matchAll(/\('((?:[TW]-\d\d(?: and )?)+) ([^\n]*?)', (?:async )?\(/g), ([, ids = '', words = '']) => ({ ids: ids.split(' and '), words, file }));
  }));
}

function render(): string {
  const found = titles();
  const rows = IDS.map((id) => {
    const shown = found.filter(({ ids }) => ids.includes(id));
    const files = [...new Set(shown.map(({ file }) => `\`${file.replace('test/simulators/', '')}\``))].join(', ');
    return `| ${id} | ${shown.length === 0 ? '' : shown.map(({ words }) => words).join('; ')} | ${files === '' ? BESIDE[id] ?? '' : files} |`;
  });
  return ['# Habits of the sets, and the test that shows each', '', 'Written by `HABITS=write npx jest --selectProjects contracts -- test/simulators/habits`. T: Samsung, W: LG.', '',
    '| habit | what | shown by |', '| --- | --- | --- |', ...rows, ''].join('\n');
}

it('every habit of the sets is shown by a test of the simulators, or said to be shown elsewhere or nowhere', () => {
  const shown = new Set(titles().flatMap(({ ids }) => ids));
  expect(IDS.filter((id) => !shown.has(id) && BESIDE[id] === undefined)).toEqual([]);
  expect(Object.keys(BESIDE).filter((id) => shown.has(id))).toEqual([]);
  for (const [, file = ''] of Object.values(BESIDE).join(' ').matchAll(/`((?:tizen|webos)\/[^`]+)`/g)) expect([file, existsSync(file)]).toEqual([file, true]);
});

it('the table of habits names the tests there are', () => {
  if (process.env['HABITS'] === 'write') writeFileSync(TABLE, render());
  expect(readFileSync(TABLE, 'utf8') === render() ? AGREES : DIFFERS).toBe(AGREES);
});
