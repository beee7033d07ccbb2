export * from './start-app';
export * from './start-television';
