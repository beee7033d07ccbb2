export * from './launch-engine';
