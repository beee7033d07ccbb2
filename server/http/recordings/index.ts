export * from './recording-media';
export * from './recordings-plugin';
