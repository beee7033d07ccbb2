export * from './create-http';
