export * from './catalog-model';
export * from './create-catalog-model';
export type { CatalogArranger, CatalogSift } from './sifted-view';
export { skippedCount } from '#sources/source';
export type { RefreshReport } from '#sources/source';
