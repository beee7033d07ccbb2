export * from './refresh-platform-catalog';
