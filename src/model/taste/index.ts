export { createTasteModel } from './create-taste-model';
export type { TasteDeps } from './create-taste-model';
export type { Learning, Opinion, TasteEntry, TasteModel } from './taste-model';
