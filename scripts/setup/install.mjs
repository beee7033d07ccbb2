// @ts-check
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { SetupProblem } from './problem.mjs';
import { run } from './run.mjs';

const MARKER = 'node_modules/.hearth-install';
const NATIVE = 'node_modules/better-sqlite3/build/Release/better_sqlite3.node';

/**
 * What an installation must match: the lock file, and the Node that native parts are made for.
 * @param {string} root
 */
export function installKey(root) {
  const lock = createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex');
  return [lock, process.versions.modules, process.platform, process.arch].join(' ');
}

/**
 * Whether the packages at hand are those of the lock file, for an installation made by hand with `npm ci`.
 * @param {string} root
 */
function matchesLock(root) {
  const hidden = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(hidden)) return false;
  /** @typedef {{ packages: Record<string, { version?: string, optional?: boolean }> }} Lock */
  const installed = /** @type {Lock} */ (JSON.parse(readFileSync(hidden, 'utf8'))).packages;
  const wanted = /** @type {Lock} */ (JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))).packages;
  return Object.entries(wanted).every(([path, entry]) => path === '' || installed[path]?.version === entry.version || (entry.optional === true && installed[path] === undefined));
}

/** @param {string} root */
function canOpenDatabase(root) {
  try {
    const Database = createRequire(join(root, 'package.json'))('better-sqlite3');
    new Database(':memory:').close();
    return true;
  } catch {
    return false; // Not built, or built for another Node: it is built next.
  }
}

/** @param {string} root */
function nativeCacheFile(root) {
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules/better-sqlite3/package.json'), 'utf8'));
  const base = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  return join(base, 'hearth/native', `better-sqlite3-${version}-abi${process.versions.modules}-${process.platform}-${process.arch}.node`);
}

/**
 * Copies a file so that another run sees it whole or not at all.
 * @param {string} from
 * @param {string} to
 */
function copyWhole(from, to) {
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, `${to}.${String(process.pid)}`);
  renameSync(`${to}.${String(process.pid)}`, to);
}

/**
 * The folder whose `include/node` holds the headers of this very Node, or `null`. With them the driver compiles without reaching
 * nodejs.org, which many networks do not allow.
 * @param {string} prefix where Node is installed
 */
export function headersPrefix(prefix = dirname(dirname(realpathSync(process.execPath)))) {
  const file = join(prefix, 'include/node/node_version.h');
  if (!existsSync(file)) return null;
  const text = readFileSync(file, 'utf8');
  const numbers = ['MAJOR', 'MINOR', 'PATCH'].map((part) => new RegExp(`#define NODE_${part}_VERSION (\\d+)`).exec(text)?.[1]);
  return numbers.join('.') === process.versions.node ? prefix : null;
}

/**
 * Makes the one native part work: taken from the user's cache when it was built here before, else fetched or compiled by the
 * package's own script.
 * @param {string} root
 * @param {(line: string) => void} say
 */
async function ensureNative(root, say) {
  const cached = nativeCacheFile(root);
  const target = join(root, NATIVE);
  if (!existsSync(target) && existsSync(cached)) copyWhole(cached, target);
  if (canOpenDatabase(root)) {
    if (!existsSync(cached)) copyWhole(target, cached);
    return;
  }
  say('Preparing the database driver (fetched, or compiled in about two minutes; only once) …');
  const headers = headersPrefix();
  const env = headers === null ? process.env : { npm_config_nodedir: headers, ...process.env };
  const { code, output } = await run('npm', ['rebuild', 'better-sqlite3', '--loglevel=error'], { cwd: root, env, isQuiet: true });
  if (code !== 0 || !canOpenDatabase(root)) {
    throw new SetupProblem(
      `The database driver better-sqlite3 could neither be fetched nor compiled.\n` +
        `To compile it, install a C++ compiler, make and Python 3:\n` +
        `  Debian, Ubuntu   apt-get install build-essential python3\n` +
        `  Fedora           dnf install gcc-c++ make python3\n` +
        `  macOS            xcode-select --install\n` +
        `  Windows          the "Desktop development with C++" workload of Visual Studio Build Tools\n` +
        `What was said:\n${output.trim().split('\n').slice(-12).join('\n')}`,
    );
  }
  copyWhole(target, cached);
}

/**
 * Installs the packages of the lock file when those at hand are not they. Throws a {@link SetupProblem} when that fails.
 * @param {string} root
 * @param {(line: string) => void} say
 */
export async function ensureInstalled(root, say) {
  const marker = join(root, MARKER);
  const key = installKey(root);
  if (existsSync(marker) && readFileSync(marker, 'utf8') === key) return;
  if (!matchesLock(root)) {
    say('Installing packages (npm ci) …');
    rmSync(marker, { force: true });
    // No package but the database driver needs its install script, and that one is seen to right after.
    const { code, output } = await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, isQuiet: true });
    if (code !== 0) throw new SetupProblem(`npm ci failed:\n${output.trim().split('\n').slice(-20).join('\n')}`);
  }
  await ensureNative(root, say);
  writeFileSync(marker, key);
}
