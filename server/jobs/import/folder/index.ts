export * from './import-folder';
