// @ts-check
// `npm run types`: every runtime is compiled with the library and the types it really has.
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { run } from './setup/run.mjs';

const root = resolve(import.meta.dirname, '..');
/** LG's service is written in ES5's constructor functions, which the native compiler does not read. */
const BY_SCRIPT = new Set(['service']);
const wanted = process.argv.slice(2);
const names = readdirSync(join(root, 'tsconfigs')).map((file) => file.replace(/\.json$/, ''));
for (const name of wanted.length > 0 ? wanted : names) {
  const startMs = performance.now();
  const compiler = join(root, BY_SCRIPT.has(name) ? 'node_modules/typescript/bin/tsc' : 'node_modules/typescript-native/bin/tsc');
  const { code } = await run(process.execPath, [compiler, '-p', `tsconfigs/${name}.json`], { cwd: root });
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} tsconfigs/${name}.json (${((performance.now() - startMs) / 1000).toFixed(1)} s)`);
  if (code !== 0) process.exitCode = 1;
}
