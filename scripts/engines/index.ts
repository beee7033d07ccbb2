export * from './engine-results.mjs';
