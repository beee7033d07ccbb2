export * from './confirm-device';
export * from './run-operator';
export * from './start-platform';
