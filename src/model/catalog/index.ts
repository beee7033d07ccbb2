export * from './catalog-model';
export * from './create-catalog-model';
