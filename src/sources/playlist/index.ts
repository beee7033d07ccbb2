export * from './playlist-source';
