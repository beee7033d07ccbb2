export * from './fetch-search-index';
export * from './refresh-platform-catalog';
