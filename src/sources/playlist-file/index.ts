export * from './drop-file';
export * from './file-address';
export * from './file-http';
export * from './keep-file';
