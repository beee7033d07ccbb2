export * from './config';
export * from './log-level';
export * from './read-config';
