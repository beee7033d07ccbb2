export { createTasteModel } from './create-taste-model';
export type { TasteDeps } from './create-taste-model';
export type { Opinion, TasteEntry, TasteModel } from './taste-model';
