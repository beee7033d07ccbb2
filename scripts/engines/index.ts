export * from './engine-results.mjs';
export * from './journey-results.mjs';
export * from './v8-results.mjs';
