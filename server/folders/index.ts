export * from './folder-asset';
export * from './folder-library';
export * from './folder-picture';
export * from './open-folder-file';
