export * from './film';
export * from './fragments';
export * from './read-mp4';
