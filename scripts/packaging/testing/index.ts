export * from './fixture-app';
