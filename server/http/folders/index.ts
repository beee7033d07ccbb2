export * from './folder-plugin';
