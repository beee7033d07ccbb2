export * from './catalog-model';
export * from './create-catalog-model';
export { skippedCount } from '#sources/source';
export type { RefreshReport } from '#sources/source';
