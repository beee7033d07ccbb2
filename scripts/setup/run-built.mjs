// @ts-check
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureTestPrograms } from './find-browser.mjs';
import { ensureInstalled } from './install.mjs';
import { checkNodeVersion } from './node-version.mjs';
import { reportAndFail } from './problem.mjs';

const root = resolve(import.meta.dirname, '../..');
const say = (/** @type {string} */ line) => console.log(line);

/**
 * What has to be there before a program starts.
 * @typedef {{ only: readonly string[] | null, isQuiet?: boolean, needsBrowser?: boolean }} Wish `only`: what to build, `null`: everything;
 *   `isQuiet`: nothing is said of building
 */

/**
 * Runs one of our programs on a clean clone too: installs packages, builds what it needs, starts it. What goes wrong is told in words.
 * @param {Wish & { program: string }} wish `program`: the built file, from `dist`
 * @param {(program: any, root: string, say: (line: string) => void) => Promise<number | void>} start may answer an exit code
 */
export function runBuilt({ program, ...wish }, start) {
  return runPrepared(wish, async () => start(await import(pathToFileURL(join(root, 'dist', program)).href), root, say));
}

/**
 * The same for what is no built program itself.
 * @param {Wish} wish
 * @param {(root: string, say: (line: string) => void) => Promise<number | void>} start may answer an exit code
 */
export async function runPrepared({ only, isQuiet = false, needsBrowser = false }, start) {
  try {
    checkNodeVersion();
    process.chdir(root);
    await ensureInstalled(root, say);
    if (needsBrowser) await ensureTestPrograms(root, say);
    const { buildAll } = await import('../bundling/build-all.mjs');
    await buildAll(root, { only: only === null ? null : [...only], say: isQuiet ? () => undefined : say });
    const code = await start(root, say);
    if (typeof code === 'number') process.exitCode = code;
  } catch (error) {
    reportAndFail(error);
  }
}
