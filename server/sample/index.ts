export * from './sample-catalog';
export * from './types';
