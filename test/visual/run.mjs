// @ts-check
// `npm run gallery`: every component and screen in a browser, for people.
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
  const { buildAll } = await import('../../scripts/bundling/build-all.mjs');
  await buildAll(root, { only: ['gallery', 'tools'], say });
  const { serveGallery } = await import(resolve(root, 'dist/tools/gallery.js'));
  await serveGallery(root, say);
} catch (error) {
  reportAndFail(error);
}
