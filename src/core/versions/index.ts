export * from './few-channels';
export * from './few-titles';
export * from './pick-versions';
export * from './version-index';
export * from './version-ranks';
export * from './version-scanner';
export * from './version-traits';
export { QUALITY } from './version-words';
