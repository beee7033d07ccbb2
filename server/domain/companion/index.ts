export * from './companion-session';
export * from './companions';
export * from './time-requests';
export { FilePassage } from './file-passage';
