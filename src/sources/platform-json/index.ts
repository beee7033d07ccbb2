export * from './fetch-json-catalog';
