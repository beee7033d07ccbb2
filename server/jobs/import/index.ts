export * from './import-command';
export * from './import-guide';
export * from './import-playlist';
export * from './import-report';
export * from './import-xtream';
export { isAddress, printableLocation } from './open-bytes';
