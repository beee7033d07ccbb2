// @ts-check
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { SetupProblem } from './problem.mjs';
import { run } from './run.mjs';

/** Names a Chromium goes by, best first. `CHROMIUM` in the environment goes before them. */
export const BROWSER_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
/** Program → package of Debian that brings it. */
const PROGRAMS = { xmlsec1: 'xmlsec1', xmllint: 'libxml2-utils', ar: 'binutils', python3: 'python3' };
const OSMESA = ['/usr/lib/x86_64-linux-gnu/libOSMesa.so.8', '/usr/lib64/libOSMesa.so.8'];

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false; // Absent or not for us: the next candidate is asked.
  }
}

/**
 * Where a program is, or `null`.
 * @param {string} name
 */
export function findProgram(name) {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, name)).find(isExecutable) ?? null;
}

/** The browser tests run in, or `null`: `CHROMIUM` in the environment, else the first known name on the path. */
export function findBrowser() {
  const wanted = process.env['CHROMIUM'] ?? '';
  if (wanted !== '') return isExecutable(wanted) ? wanted : null;
  for (const name of BROWSER_NAMES) {
    const found = findProgram(name);
    if (found !== null) return found;
  }
  return null;
}

/**
 * Packages of Debian that would bring what the tests miss here.
 * @param {boolean} needsOldEngines
 */
export function missingPackages(needsOldEngines) {
  const missing = new Set(Object.entries(PROGRAMS).filter(([program]) => findProgram(program) === null).map(([, name]) => name));
  if (findBrowser() === null) missing.add('chromium');
  if (needsOldEngines && process.platform === 'linux' && !OSMESA.some((path) => existsSync(path))) missing.add('libosmesa6');
  return [...missing].sort();
}

/** Packages of Debian that would bring the servers some suites run on; without them those suites say that they were not run. */
function missingServers() {
  const hasPostgres = findProgram('initdb') !== null || existsSync('/usr/lib/postgresql');
  return [...(hasPostgres ? [] : ['postgresql']), ...['redis-server', 'nats-server'].filter((name) => findProgram(name) === null)];
}

/**
 * Makes sure that the programs the tests need are there: on Debian and as root they are installed, elsewhere the missing ones
 * are named. Throws a {@link SetupProblem} then.
 * @param {string} root
 * @param {(line: string) => void} say
 */
export async function ensureTestPrograms(root, say) {
  if ((process.env['CHROMIUM'] ?? '') !== '' && findBrowser() === null) {
    throw new SetupProblem(`CHROMIUM is ${String(process.env['CHROMIUM'])}, which does not exist.`);
  }
  const mayInstall = process.getuid?.() === 0 && findProgram('apt-get') !== null;
  const missing = [...missingPackages(true), ...(mayInstall ? missingServers() : [])];
  if (missing.length === 0) return;
  if (mayInstall) {
    say(`Installing ${missing.join(', ')} (apt-get) …`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    // A mirror that does not answer must not hold up what can run without it.
    const patience = ['-o', 'Acquire::http::Timeout=20', '-o', 'Acquire::Retries=1'];
    await run('apt-get', ['-qq', ...patience, 'update'], { cwd: root, env, isQuiet: true });
    await run('apt-get', ['-qq', ...patience, '-y', '--no-install-recommends', 'install', ...missing, 'fonts-liberation'], { cwd: root, env, isQuiet: true });
  }
  const still = missingPackages(true);
  if (still.length > 0) {
    throw new SetupProblem(
      `The tests need programs that are not here: ${still.join(', ')} (names of Debian packages).\n` +
        `On Debian or Ubuntu: sudo apt-get install ${still.join(' ')}\n` +
        `Elsewhere install their like; a browser may also be named by CHROMIUM=/path/to/chrome. npm test -- --quick does without.`,
    );
  }
}
