export * from './config';
export * from './log-level';
export * from './read-config';
export * from './web-brand';
