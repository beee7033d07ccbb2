export type { CompanionDeps } from './companion-deps';
export type { CompanionModel, CompanionQuestion, CompanionScreen, CompanionState } from './companion-model';
export type { PhoneTrade } from './phone-trade';
export { createCompanionModel } from './create-companion-model';
export { createTimeAsk } from './create-time-ask';
export type { TimeAskModel, TimeAskState } from './time-ask-model';
