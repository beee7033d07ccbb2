export * from './old-node';
