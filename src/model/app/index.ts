export * from './app-model';
export * from './app-version';
export * from './create-app-model';
