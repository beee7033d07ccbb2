// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetupProblem } from '../../../scripts/setup/problem.mjs';
import { run } from '../../../scripts/setup/run.mjs';

/**
 * Installs the libraries the benchmarks compare with, when those at hand are not the ones of their lock file. They lie in
 * `test/bench/peers/node_modules` and nothing else of the project sees them. Throws a {@link SetupProblem} when that fails.
 * @param {string} root
 * @param {(line: string) => void} say
 */
export async function ensurePeers(root, say) {
  const folder = join(root, 'test/bench/peers');
  const marker = join(folder, 'node_modules/.hearth-peers');
  const key = createHash('sha256').update(readFileSync(join(folder, 'package-lock.json'))).digest('hex');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === key) return;
  say('Installing the libraries to compare with (npm ci in test/bench/peers; --ours-only does without) …');
  const { code, output } = await run('npm', ['ci', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder, isQuiet: true });
  if (code !== 0) {
    throw new SetupProblem(`The libraries to compare with could not be installed; npm run bench -- --ours-only does without them.\n${output.trim().split('\n').slice(-12).join('\n')}`);
  }
  writeFileSync(marker, key);
}
