export * from './ad-clip';
export * from './ad-machine';
export * from './ad-macros';
export * from './ad-memory';
export * from './ad-schedule';
export * from './vast-time';
export * from './vmap';
