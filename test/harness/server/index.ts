export * from './confirm-device';
export * from './start-platform';
