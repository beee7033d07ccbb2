export * from './stored-cell';
export * from './stored-json';
