export * from './guide';
export * from './sample-catalog';
export * from './types';
