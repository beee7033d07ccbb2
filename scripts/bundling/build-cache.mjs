// @ts-check
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/**
 * @typedef {{ mtimeMs: number, size: number, hash: string }} FileStamp
 * @typedef {{ machinery: string, inputs: Record<string, FileStamp>, outputs: Record<string, number>, sizes: Record<string, { rawBytes: number, gzipBytes: number }> }} BundleStamp
 */

/**
 * Hash of a file's bytes; of a folder, the names of all files below it.
 * @param {string} path
 */
function hashPath(path) {
  const content = statSync(path).isDirectory() ? filesBelow(path).join('\0') : readFileSync(path);
  return createHash('sha256').update(content).digest('hex');
}

/**
 * Every file below a folder, sorted, relative to it.
 * @param {string} folder
 * @returns {string[]}
 */
export function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)))
    .sort();
}

/**
 * Hash of what every bundle depends on beside its sources: the build's own code, versions of packages, the Node release.
 * @param {string} root
 */
export function machineryHash(root) {
  const hash = createHash('sha256').update(process.version.split('.')[0] ?? '');
  const own = ['scripts/bundling', 'scripts/brand', 'scripts/compat'].flatMap((folder) =>
    filesBelow(join(root, folder))
      .filter((file) => /\.(ts|mjs|js)$/.test(file) && !/\.(test|spec)\.ts$/.test(file))
      .map((file) => `${folder}/${file}`),
  );
  for (const file of ['package-lock.json', 'rollup.config.ts', ...own]) {
    hash.update(`\0${file}\0`).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

/** @param {string} path */
function statOrNull(path) {
  return statSync(path, { throwIfNoEntry: false }) ?? null;
}

/**
 * Stamps files and folders so that a later run can tell whether they changed. A file that was written after the build had begun may have been read before:
 * it counts as changed.
 * @param {string} root
 * @param {Iterable<string>} files absolute paths
 * @param {number} beganMs when reading them began, by `Date.now()`
 * @returns {Record<string, FileStamp>}
 */
export function stampFiles(root, files, beganMs) {
  /** @type {Record<string, FileStamp>} */
  const stamps = {};
  for (const file of [...files].sort()) {
    const stat = statSync(file);
    const isLate = !stat.isDirectory() && stat.mtimeMs > beganMs;
    stamps[relative(root, file)] = isLate ? { mtimeMs: 0, size: -1, hash: '' } : { mtimeMs: stat.mtimeMs, size: stat.size, hash: hashPath(file) };
  }
  return stamps;
}

/**
 * Whether a stamped file is still the same. A new time with old content (a fresh checkout) counts as the same.
 * @param {string} root
 * @param {string} file
 * @param {FileStamp} stamp
 */
function isSame(root, file, stamp) {
  const stat = statOrNull(join(root, file));
  if (stat === null) return false;
  // A folder's own time does not change with what lies deeper in it.
  if (stat.isDirectory()) return hashPath(join(root, file)) === stamp.hash;
  if (stat.size !== stamp.size) return false;
  return stat.mtimeMs === stamp.mtimeMs || hashPath(join(root, file)) === stamp.hash;
}

/**
 * Why a bundle has to be built, in words, or `null` when it stands as it is.
 * @param {string} root
 * @param {BundleStamp | null} stamp
 * @param {string} machinery
 */
export function staleReason(root, stamp, machinery) {
  if (stamp === null) return 'not built yet';
  if (stamp.machinery !== machinery) return 'the build itself changed';
  for (const [file, size] of Object.entries(stamp.outputs)) {
    if (statOrNull(join(root, file))?.size !== size) return `${file} is gone`;
  }
  const changed = Object.entries(stamp.inputs).find(([file, input]) => !isSame(root, file, input));
  return changed === undefined ? null : `${changed[0]} changed`;
}

/**
 * @typedef {{ machinery: string, bundles: ReadonlyArray<{ name: string, group: string }> }} PlanStamp
 */

/**
 * How many bundles stand as they are, when all that are wanted do; else `null`. Needs no bundler: loading the plan takes longer than
 * everything else a start without changes does.
 * @param {string} root
 * @param {string} stampFolder
 * @param {readonly string[] | null} only names of groups or bundles, `null` for all
 * @param {string} machinery
 * @returns {number | null}
 */
export function countIfAllFresh(root, stampFolder, only, machinery) {
  const plan = /** @type {PlanStamp | null} */ (readJson(join(stampFolder, 'plan.json')));
  if (plan === null || plan.machinery !== machinery) return null;
  const isWanted = (/** @type {string} */ wish) => plan.bundles.some(({ name, group }) => name === wish || group === wish);
  if (only !== null && !only.every(isWanted)) return null;
  const wanted = plan.bundles.filter(({ name, group }) => only === null || only.includes(name) || only.includes(group));
  const isFresh = wanted.every(({ name }) => staleReason(root, /** @type {BundleStamp | null} */ (readJson(join(stampFolder, `${name}.json`))), machinery) === null);
  return isFresh ? wanted.length : null;
}

/**
 * @param {string} file
 * @returns {unknown}
 */
export function readJson(file) {
  if (statOrNull(file) === null) return null;
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    // A half-written marker of a killed run counts as none.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/**
 * Writes a file whole or not at all.
 * @param {string} file
 * @param {unknown} value
 */
export function writeJson(file, value) {
  mkdirSync(dirname(file), { recursive: true });
  const building = `${file}.${String(process.pid)}`;
  writeFileSync(building, JSON.stringify(value));
  renameSync(building, file);
}
