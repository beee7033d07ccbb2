export * from './enter-row';
export * from './focus-memory';
export * from './scroll-window';
export * from './step';
export * from './step-grid';
export * from './step-line';
export * from './step-rows';
