export * from './keep-recording';
