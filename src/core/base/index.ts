export * from './cancel';
export * from './disposer';
export * from './emitter';
export * from './errors';
export * from './ids';
export * from './result';
export * from './steps';
export * from './time';
