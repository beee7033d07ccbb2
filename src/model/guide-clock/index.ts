export { createGuideClock } from './create-guide-clock';
export type { GuideClockDeps } from './create-guide-clock';
export type { ClockProposal, GuideClockModel } from './guide-clock-model';
