export type * from './ad-wire';
export type * from './console-wire';
export type * from './event-wire';
export type * from './goods-wire';
export type * from './recommend-wire';
export type * from './support-wire';
export type * from './order-wire';
