export * from './create-progress-model';
export * from './progress-model';
