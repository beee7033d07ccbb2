export * from './fetch-search';
export * from './keep-catalog';
export * from './keep-guide';
export * from './write-snapshot';
