export * from './open-proxy';
