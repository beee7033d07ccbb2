import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The project's folder: tests are started there. */
export const ROOT = process.cwd();

const LEFT_OUT = new Set(['node_modules', 'dist', '.cache', '.data', '.git', 'coverage']);

function walk(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (LEFT_OUT.has(entry.name)) return [];
    return entry.isDirectory() ? walk(path) : [path];
  });
}

/** Every file of the project that belongs into it: tracked, or new and not ignored. Without git, all but what tools write. */
export function projectFiles(): string[] {
  if (!existsSync(join(ROOT, '.git'))) return walk('').sort();
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 26 });
  return [...new Set(listed.split('\0'))].filter((file) => file !== '' && existsSync(join(ROOT, file))).sort();
}

/** Text of a file, `null` when it is not text. */
export function readText(file: string): string | null {
  const bytes = readFileSync(join(ROOT, file));
  return bytes.subarray(0, 8_000).includes(0) ? null : bytes.toString('utf8');
}
