import { existsSync } from 'node:fs';
import { findPathProblems, readFolder, type PackageFile } from './package-files';
import { PackagingError, type Problem } from './problem';
import { findStartPageProblems } from './start-page';

/** What a packager does with the folder of a built app. */
export interface AppFolderWish {
  readonly folder: string;
  readonly startPage: string;
  /** Files the packager writes itself; a build that brings them is refused. */
  readonly ownFiles: readonly string[];
}

/**
 * Reads the folder of a built app and refuses what would break on a television. Source maps are left out: they double a
 * package and show nothing to a viewer. Throws {@link PackagingError} with every problem.
 */
export function readAppFolder(wish: AppFolderWish): PackageFile[] {
  const subject = `The app in ${wish.folder} cannot be packaged:`;
  if (!existsSync(wish.folder)) {
    throw new PackagingError(subject, [
      { field: wish.folder, reason: 'does not exist', example: 'build the app first: npm run build' },
    ]);
  }
  const files = readFolder(wish.folder).filter((file) => !file.path.endsWith('.map'));
  const problems: Problem[] = [
    ...findPathProblems(files),
    ...findStartPageProblems(files, wish.startPage),
    ...files
      .filter((file) => wish.ownFiles.includes(file.path))
      .map((file) => ({
        field: file.path,
        reason: 'is written by the packager and must not be in the app folder',
        example: 'delete it from the build',
      })),
  ];
  if (problems.length > 0) throw new PackagingError(subject, problems);
  return files;
}
