import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { ANGLE_FLAGS, type Engine } from '#test/harness/cdp';
import { engineRecord, type EngineGl, type EngineRecord } from './engine-table';
import { unpackEngine } from './unpack-engine';

const GL_FLAGS: Readonly<Record<EngineGl, readonly string[]>> = {
  osmesa: ['--use-gl=osmesa'],
  swiftshader: ['--use-gl=swiftshader'],
  angle: ANGLE_FLAGS,
};

/** An engine that cannot be had here. Tests report it by name; they never pass over it. */
export class EngineMissing extends Error {
  constructor(id: string, reason: string, options: { cause?: unknown } = {}) {
    super(`Engine ${id} is missing: ${reason}`, options);
    this.name = 'EngineMissing';
  }
}

/** Folder that keeps unpacked engines between runs: `hearth/engines` in the user's cache folder. */
export function engineCacheFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const base = environment['XDG_CACHE_HOME'];
  return join(base === undefined || base === '' ? join(homedir(), '.cache') : base, 'hearth', 'engines');
}

/** Throws when a file's hash is not the one stated, in the form `sha512-<base64>`. */
export function checkIntegrity(bytes: Uint8Array, integrity: string): void {
  const seen = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
  if (seen !== integrity) throw new Error(`the package's hash is ${seen} where ${integrity} was expected`);
}

/**
 * Makes an old engine ready: fetches its package with npm (tarball only, no scripts), checks the hash, unpacks it once into
 * the cache folder. Throws {@link EngineMissing} with the reason when any of this fails.
 */
export function prepareEngine(id: string, cacheFolder = engineCacheFolder()): Engine {
  const record = engineRecord(id);
  const folder = join(cacheFolder, `${record.id}-${createHash('sha256').update(record.integrity).digest('hex').slice(0, 12)}`);
  const marker = join(folder, 'executable');
  try {
    if (process.platform !== 'linux' || process.arch !== 'x64') throw new Error('old engines exist for Linux on x64 only');
    if (!existsSync(marker)) fetchInto(record, folder);
    const executable = join(folder, readFileSync(marker, 'utf8'));
    return { id, executable, glFlags: GL_FLAGS[record.gl], env: {} };
  } catch (cause) {
    throw new EngineMissing(id, cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

function fetchInto(record: EngineRecord, folder: string): void {
  // Two runs may want the same engine at once: each builds its own folder, the first to finish puts it in place.
  const building = `${folder}.${String(process.pid)}`;
  rmSync(building, { recursive: true, force: true });
  mkdirSync(building, { recursive: true });
  try {
    execFileSync('npm', ['pack', '--ignore-scripts', '--silent', record.npmPackage], { cwd: building, stdio: ['ignore', 'ignore', 'pipe'] });
    const name = readdirSync(building).find((file) => file.endsWith('.tgz'));
    if (name === undefined) throw new Error(`npm brought no tarball of ${record.npmPackage}`);
    const tarball = join(building, name);
    checkIntegrity(readFileSync(tarball), record.integrity);
    const executable = unpackEngine(record, tarball, join(building, 'engine'));
    rmSync(tarball);
    writeFileSync(join(building, 'executable'), executable.slice(building.length + 1));
    if (!existsSync(folder)) renameSync(building, folder);
  } finally {
    rmSync(building, { recursive: true, force: true });
  }
}
