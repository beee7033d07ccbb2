import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { PNG } from 'pngjs';
import { comparePictures, readPicture, TOLERANCE, writePicture } from './compare-pictures';
import { openStudio } from './studio';
import type { Studio } from './studio';
import { pictureName, WISHES } from './wishes';

const ROOT = join(__dirname, '../..');
const CERTIFIED = join(__dirname, 'certified');
/** Where a picture that differs is put, and what differs. */
const FINDINGS = join(ROOT, '.cache/pictures');
const PATIENCE_MS = 120_000;

let studio: Studio;
let ahead: { readonly wish: string; readonly picture: Promise<Buffer> } | null = null;

beforeAll(async () => {
  mkdirSync(FINDINGS, { recursive: true });
  studio = await openStudio(ROOT);
}, PATIENCE_MS);
afterAll(async () => {
  expect(studio.problems()).toEqual([]);
  await studio.close();
});

/** The picture of a scene; meanwhile the next is drawn, while this one is compared. */
async function takeInTurn(wish: string): Promise<Buffer> {
  const picture = await (ahead?.wish === wish ? ahead.picture : studio.take(wish));
  const next = WISHES[WISHES.indexOf(wish) + 1];
  ahead = next === undefined ? null : { wish: next, picture: studio.take(next) };
  // Its own test tells what went wrong.
  ahead?.picture.catch(() => undefined);
  return picture;
}

function certifiedOf(name: string): PNG | null {
  try {
    return PNG.sync.read(readFileSync(join(CERTIFIED, `${name}.png`)));
  } catch {
    return null;
  }
}

/** Why the picture is not the certified one; empty: it is. */
function problemOf(name: string, actual: PNG): string {
  const file = (kind: string): string => join(FINDINGS, `${name}.${kind}.png`);
  for (const kind of ['actual', 'diff']) rmSync(file(kind), { force: true });
  const certified = certifiedOf(name);
  const difference = certified === null ? null : comparePictures(certified, actual);
  if (difference !== null && difference.share <= TOLERANCE) return '';
  writeFileSync(file('actual'), writePicture(actual));
  if (difference === null) return `no certified picture; look at ${file('actual')} and run npm run visual:certify`;
  writeFileSync(file('diff'), writePicture(difference.picture));
  return `${(difference.share * 100).toFixed(3)} % differ; see ${file('actual')} and ${file('diff')}`;
}

test('every certified picture belongs to a scene', () => {
  const names = WISHES.map((wish) => `${pictureName(wish)}.png`);
  expect(readdirSync(CERTIFIED).filter((file) => !names.includes(file))).toEqual([]);
});

test.each(WISHES)('%s looks as certified', async (wish) => {
  expect(problemOf(pictureName(wish), readPicture(await takeInTurn(wish)))).toBe('');
}, PATIENCE_MS);
