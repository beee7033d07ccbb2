export * from './keep-catalog';
export * from './keep-guide';
export * from './write-snapshot';
