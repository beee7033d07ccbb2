export type * from './ad-wire';
export type * from './console-wire';
