export * from './engine-results.mjs';
export * from './journey-results.mjs';
