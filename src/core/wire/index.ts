export * from './fields';
export * from './fill-catalog';
export * from './parse-account';
export * from './parse-catalog';
export * from './parse-detail';
export * from './parse-guide';
export * from './parse-home';
export * from './wire';
