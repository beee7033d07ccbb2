import type { PackageFile, Problem } from '../scripts/packaging';
import { readArArchive, readTarGz } from './ipk-archive';
import { lintIpkTree } from './lint-ipk-tree';
import { lintServiceCode } from './lint-service-code';

/** Members of the archive, in the order the television reads them. */
export const MEMBERS = ['debian-binary', 'control.tar.gz', 'data.tar.gz'];

/** Everything wrong with a package's tree: manifests, pictures, names, service code. Paths are below the package's root. */
export function checkIpkTree(tree: readonly PackageFile[]): Problem[] {
  const folder = /^usr\/palm\/services\/[^/]+\//;
  const serviceFiles = tree
    .filter((file) => folder.test(file.path))
    .map((file) => ({ path: file.path.replace(folder, ''), bytes: file.bytes }));
  return [...lintIpkTree(tree), ...lintServiceCode(serviceFiles)];
}

/** The project's own checks of a finished package: members, then its tree. Never rejects. */
export async function checkIpk(bytes: Uint8Array): Promise<Problem[]> {
  const members = readArArchive(bytes);
  const example = 'npm run package:webos';
  if (members === null) return [{ field: 'package', reason: 'is not an ar archive', example }];
  const names = members.map((member) => member.path);
  if (names.join() !== MEMBERS.join())
    return [{ field: 'package', reason: `must hold ${MEMBERS.join(', ')}, holds ${names.join(', ')}`, example }];
  try {
    return checkIpkTree(await readTarGz(members[2]?.bytes ?? new Uint8Array()));
  } catch (error) {
    return [
      {
        field: 'data.tar.gz',
        reason: `cannot be read (${error instanceof Error ? error.message : String(error)})`,
        example,
      },
    ];
  }
}
