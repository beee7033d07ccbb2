export * from './status-of';
export * from './wire-error';
