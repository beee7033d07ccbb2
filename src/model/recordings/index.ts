export * from './create-recordings-model';
export * from './recordings-model';
