import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readBrandFile } from '#scripts/brand';
import { configXml } from '../../tizen';
import type { PackageUse } from './package-server';

/**
 * The config.xml of a Samsung package: the one in its folder, as an unpacked package has it, or the one the packager would write
 * for what has only been built. `uses` as in {@link PackageUse}.
 */
export function packageConfig(folder: string, uses: readonly PackageUse[], root = process.cwd()): string {
  const file = join(folder, 'config.xml');
  if (existsSync(file)) return readFileSync(file, 'utf8');
  const brand = readBrandFile(join(root, 'static/brand/hearth.json'));
  return configXml({ ...brand, tizen: { ...brand.tizen, uses } }, '0.0.0');
}
