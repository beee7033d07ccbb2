export * from './app-brand';
export * from './art-plan';
export * from './choose-platform-url';
export * from './load-brand';
export * from '../brand-format';
