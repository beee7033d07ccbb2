export * from './asked';
export * from './keep-scores';
export * from './open-scale';
export * from './protection';
export * from './results';
export * from './sport-words';
export * from './veil-episode';
