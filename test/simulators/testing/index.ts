export type * from '../core/chaos';
export type * from '../core/decoder';
export * from '../core/scripted-decoder';
export * from './scripted-set';
