export type * from './console-wire';
