import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { JudgeQuestion } from './picture-judge';
import { openStudio } from './studio';
import type { Studio } from './studio';
import { pictureName, WISHES } from './wishes';

const ROOT = join(__dirname, '../..');
const PATIENCE_MS = 120_000;

// Each scene has its own document: a picture that came out differently on a busy machine is taken once more, and told.
jest.retryTimes(1, { logErrorsBeforeRetry: true });

let studio: Studio;
let judge: Worker;
let ahead: { readonly wish: string; readonly picture: Promise<Buffer> } | null = null;

beforeAll(async () => {
  judge = new Worker(join(ROOT, 'dist/tools/picture-judge.js'), { workerData: ROOT });
  studio = await openStudio(ROOT);
}, PATIENCE_MS);
afterAll(async () => {
  await judge.terminate();
  expect(studio.problems()).toEqual([]);
  await studio.close();
});

/** The picture of a scene; meanwhile the next is drawn, while this one is judged. */
async function takeInTurn(wish: string): Promise<Buffer> {
  const picture = await (ahead?.wish === wish ? ahead.picture : studio.take(wish));
  const next = drawable[drawable.indexOf(wish) + 1];
  ahead = next === undefined ? null : { wish: next, picture: studio.take(next) };
  // Its own test tells what went wrong.
  ahead?.picture.catch(() => undefined);
  return picture;
}

async function problemOf(name: string, file: Buffer): Promise<string> {
  const question: JudgeQuestion = { name, file };
  judge.postMessage(question);
  const [answer] = (await once(judge, 'message')) as readonly unknown[];
  return String(answer);
}

test('every certified picture belongs to a scene', () => {
  const names = WISHES.map((wish) => `${pictureName(wish)}.png`);
  expect(readdirSync(join(__dirname, 'certified')).filter((file) => !names.includes(file))).toEqual([]);
});

/** Scenes with texts that the app leaves to the machine's own fonts (decision 0020). */
const WITH_OWN_FONT = ['subtitle-columns'];
const fonts = spawnSync('fc-list', [':lang=ja'], { encoding: 'utf8' });
// A machine that does not tell is taken at its word.
const hasOwnFont = fonts.error !== undefined || fonts.status !== 0 || fonts.stdout.trim() !== '';
const drawable = WISHES.filter((wish) => hasOwnFont || !WITH_OWN_FONT.includes(wish));

if (!hasOwnFont) test.skip.each(WITH_OWN_FONT)('%s: this machine has no Japanese font to draw it with', () => undefined);

test.each(drawable)('%s looks as certified', async (wish) => {
  expect(await problemOf(pictureName(wish), await takeInTurn(wish))).toBe('');
}, PATIENCE_MS);
