import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { comparePictures, readPicture, TOLERANCE, writePicture } from './compare-pictures';

function certifiedOf(root: string, name: string): PNG | null {
  try {
    return PNG.sync.read(readFileSync(join(root, 'test/visual/certified', `${name}.png`)));
  } catch {
    return null;
  }
}

/**
 * Why a picture of the screen is not the certified one of that name; empty: it is. What differs is put into `.cache/pictures`. `root` is the
 * project's folder, `file` a PNG.
 */
export function judgePicture(root: string, name: string, file: Buffer): string {
  const findings = join(root, '.cache/pictures');
  const fileOf = (kind: string): string => join(findings, `${name}.${kind}.png`);
  for (const kind of ['actual', 'diff']) rmSync(fileOf(kind), { force: true });
  const actual = readPicture(file);
  const certified = certifiedOf(root, name);
  const difference = certified === null ? null : comparePictures(certified, actual);
  if (difference !== null && difference.share <= TOLERANCE) return '';
  mkdirSync(findings, { recursive: true });
  writeFileSync(fileOf('actual'), writePicture(actual));
  if (difference === null) return `no certified picture; look at ${fileOf('actual')} and run npm run visual:certify`;
  writeFileSync(fileOf('diff'), writePicture(difference.picture));
  return `${(difference.share * 100).toFixed(3)} % differ; see ${fileOf('actual')} and ${fileOf('diff')}`;
}
