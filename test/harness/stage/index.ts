export * from './create-test-stage';
export * from './fake-canvas';
export * from './fake-platform';
export * from './test-page';
