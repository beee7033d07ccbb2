export { openSnapshotLibrary } from './open-snapshot-library';
export type { SnapshotLibraryDeps } from './open-snapshot-library';
