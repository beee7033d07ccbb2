// @ts-check
// `npm start`: from a clean clone to a running platform with the app in it. Uses nothing but Node until packages are there.
import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { freePort } from './setup/free-port.mjs';
import { ensureInstalled } from './setup/install.mjs';
import { checkNodeVersion } from './setup/node-version.mjs';
import { reportAndFail } from './setup/problem.mjs';

const root = resolve(import.meta.dirname, '..');
const say = (/** @type {string} */ line) => console.log(line);

/** @param {number} port */
function serve(port) {
  const child = spawn(process.execPath, [join(root, 'dist/server/main.js')], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, HEARTH_PORT: String(port) },
  });
  // The terminal sends Ctrl+C to both; a supervisor only to us.
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP'])) process.on(signal, () => child.kill(signal));
  process.on('SIGINT', () => undefined);
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1);
  });
}

try {
  checkNodeVersion();
  await ensureInstalled(root, say);
  const { buildAll } = await import('./bundling/build-all.mjs');
  await buildAll(root, { only: ['web', 'server'], say });
  const host = process.env['HEARTH_HOST'] || '0.0.0.0';
  const wanted = Number(process.env['HEARTH_PORT'] || 8080);
  const port = Number.isInteger(wanted) && wanted > 0 && wanted < 65_536 ? await freePort(wanted, host) : wanted;
  if (port !== wanted) say(`Port ${String(wanted)} is taken, using ${String(port)}.`);
  serve(port);
} catch (error) {
  reportAndFail(error);
}
