export * from './assets';
export * from './byte-cache';
export * from './linear-stream';
export * from './marks';
export * from './media-files';
export * from './renditions';
export * from './timeline';
export * from './title-stream';
