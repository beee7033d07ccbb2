export * from './create-library-model';
export * from './library-model';
