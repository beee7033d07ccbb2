export { createPicksModel } from './create-picks-model';
export type { PicksDeps } from './create-picks-model';
export { readWireLearning } from './learning-sync';
export type { LearningRemote } from './learning-sync';
export type * from './picks-model';
