export * from './browser';
export * from './driver-error';
export * from './engine';
export * from './json-reader';
export * from './mirror';
export * from './page';
export type * from './page-conditions';
export type * from './page-input';
export type * from './page-log';
