export type * from './qoe-event';
export * from './qoe-view';
export * from './step-qoe';
