export * from './create-guide-grid-model';
export * from './guide-grid-model';
