export * from './guide';
export * from './protected-film';
export * from './sample-catalog';
export * from './types';
