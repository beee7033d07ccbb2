export { createTourModel } from './create-tour-model';
export type { TourDeps } from './create-tour-model';
export type { TourChoice, TourCleanup, TourCount, TourEntry, TourModel } from './tour-model';
