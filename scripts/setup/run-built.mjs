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
 * Runs one of our programs on a clean clone too: installs packages, builds what it needs, starts it. What goes wrong is told in words.
 * @param {{ only: readonly string[], program: string, isQuiet?: boolean, needsBrowser?: boolean }} wish `only`: what to build; `program`: the built
 *   file, from `dist`; `isQuiet`: nothing is said of building
 * @param {(program: any, root: string, say: (line: string) => void) => Promise<number | void>} start may answer an exit code
 */
export async function runBuilt({ only, program, isQuiet = false, needsBrowser = false }, start) {
  try {
    checkNodeVersion();
    process.chdir(root);
    await ensureInstalled(root, say);
    if (needsBrowser) await ensureTestPrograms(root, say);
    const { buildAll } = await import('../bundling/build-all.mjs');
    await buildAll(root, { only: [...only], say: isQuiet ? () => undefined : say });
    const code = await start(await import(pathToFileURL(join(root, 'dist', program)).href), root, say);
    if (typeof code === 'number') process.exitCode = code;
  } catch (error) {
    reportAndFail(error);
  }
}
