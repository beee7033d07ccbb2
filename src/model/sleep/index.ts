export { createSleepModel } from './create-sleep-model';
export type { SleepDeps, SleepPlayer } from './create-sleep-model';
export type { SleepChoice, SleepModel } from './sleep-model';
