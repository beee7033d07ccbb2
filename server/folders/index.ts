export * from './folder-asset';
export * from './folder-library';
export * from './folder-picture';
export * from './folder-subtitles';
export * from './media-roots';
export * from './open-folder-file';
export * from './picture-shelf';
