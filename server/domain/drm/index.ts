export * from './drm';
export * from './key-vault';
export type { Licence } from './licence-server';
