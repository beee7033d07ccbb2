export * from './open-paged-app';
