// @ts-check
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What the sources of the kernel are told apart by: stands in `kernel-code.ts`, so that a test sees code that is older than they are.
 * @param {string} root
 */
export function kernelHash(root) {
  const folder = join(root, 'src/core/playlist/kernel/assembly');
  const hash = createHash('sha256');
  for (const name of readdirSync(folder).sort()) hash.update(name).update('\0').update(readFileSync(join(folder, name))).update('\0');
  return hash.digest('hex').slice(0, 16);
}
