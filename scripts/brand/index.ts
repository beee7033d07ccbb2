export * from './app-brand';
export { APP_LOGO, type AppLogo } from './app-logo';
export * from './art-plan';
export * from './choose-platform-url';
export * from './load-brand';
export * from '../brand-format';
