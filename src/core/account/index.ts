export * from './addresses';
export * from './device-code-machine';
export * from './session-machine';
export * from './split-link';
