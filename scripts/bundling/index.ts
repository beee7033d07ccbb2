export * from './budget-check';
export * from './build-plan';
export * from './bundle-table';
export * from './floors';
export * from './api-check';
export * from './polyfills';
