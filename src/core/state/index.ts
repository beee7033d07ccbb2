export * from './scope';
export * from './signal';
