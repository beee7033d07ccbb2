export { createTourModel } from './create-tour-model';
export type { TourDeps } from './create-tour-model';
export type { TourChoice, TourCleanup, TourEntry, TourModel } from './tour-model';
