export * from './make-own-source';
export { createIngest } from '#sources/ingest';
