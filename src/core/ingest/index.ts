export { createIngestProgram } from './create-ingest-program';
export { driveProgram } from './drive-program';
export type { DrivenProgram, DriveOptions, DriveStats } from './drive-program';
export type * from './ingest-contract';
export { errorOf, problemOf } from './problem-of';
export { READER_VERSION } from './reader-version';
