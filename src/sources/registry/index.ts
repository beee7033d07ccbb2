export * from './source-ids';
export * from './source-store';
