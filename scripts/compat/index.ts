export * from './newer-apis';
