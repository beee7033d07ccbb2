export * from './create-search-model';
export * from './search-model';
