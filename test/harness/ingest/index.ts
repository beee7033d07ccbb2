export * from './ingest-page';
export * from './ingest-upstream';
export type { Mishap, Reading } from './page-entry';
