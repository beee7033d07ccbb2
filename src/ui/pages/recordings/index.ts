export * from './recordings-page';
