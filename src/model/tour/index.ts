export { createTourModel } from './create-tour-model';
export type { TourDeps } from './create-tour-model';
export { hideNever } from './hide-never';
export type { NeverDeps } from './hide-never';
export type { TourChoice, TourCleanup, TourCount, TourEntry, TourModel } from './tour-model';
