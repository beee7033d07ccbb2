export * from './node-memory';
export * from './topics';
