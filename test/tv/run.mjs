// @ts-check
// `npm run tv -- --tizen 5.0` or `--webos 6`: a simulated television in a browser, for people.
import { resolve } from 'node:path';
import { ensureInstalled } from '../../scripts/setup/install.mjs';
import { checkNodeVersion } from '../../scripts/setup/node-version.mjs';
import { reportAndFail } from '../../scripts/setup/problem.mjs';

const root = resolve(import.meta.dirname, '../..');
const say = (/** @type {string} */ line) => console.log(line);

try {
  checkNodeVersion();
  process.chdir(root);
  await ensureInstalled(root, say);
  const words = process.argv.slice(2);
  const family = words.includes('--webos') ? 'webos' : 'tizen';
  const { buildAll } = await import('../../scripts/bundling/build-all.mjs');
  await buildAll(root, { only: words.includes('--help') || words.includes('--list') ? ['tv'] : [family, 'server', 'tv'], say });
  const { runTv } = await import(resolve(root, 'dist/tv/tv.js'));
  process.exitCode = await runTv(words, say);
} catch (error) {
  reportAndFail(error);
}
