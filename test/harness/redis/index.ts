export * from './start-redis';
