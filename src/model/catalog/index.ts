export * from './catalog-model';
export * from './create-catalog-model';
export type { CatalogSift } from './sifted-view';
export { skippedCount } from '#sources/source';
export type { RefreshReport } from '#sources/source';
