export * from './brand-problem';
export * from './brand';
export * from './field-reader';
export * from './parse-brand';
