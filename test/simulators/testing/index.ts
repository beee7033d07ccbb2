export type * from '../core/chaos';
export type * from '../core/decoder';
export * from '../core/scripted-decoder';
export * from './scripted-set';
export { createBilling } from '../tizen/simulated-billing';
export type { BillingSheet } from '../tizen/simulated-billing';
export { SimulatedVoice } from '../tizen/simulated-voice';
export { SimulatedAvplay } from '../tizen/simulated-avplay';
export * from './scripted-bus';
