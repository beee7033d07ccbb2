export * from './app-brand';
export * from './art-plan';
export * from './brand';
export * from './load-brand';
export * from './parse-brand';
