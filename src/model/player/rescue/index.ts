export * from './rescue';
export * from './rescue-memory';
export * from './version-finder';
