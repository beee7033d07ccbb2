export * from './create-notices-model';
export * from './notices-model';
