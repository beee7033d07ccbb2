export * from './recording-key';
export * from './recording-terms';
export * from './recordings';
