export * from './fields';
export * from './parse-account';
export * from './parse-catalog';
export * from './parse-detail';
export * from './wire';
