export * from './import-command';
export * from './import-guide';
export * from './import-playlist';
export * from './import-report';
export * from './import-xtream';
export type { ContentFacts, ImportOutcome } from './import-outcome';
export { importAndNote } from './note-import';
export { isAddress, printableLocation } from './open-bytes';
export { armRefresh, refreshDue, refreshNamed } from './refresh-sources';
