export * from './create-time-model';
export * from './time-model';
