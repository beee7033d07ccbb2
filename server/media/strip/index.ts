export * from './glyphs';
export * from './strip-clock';
export * from './strip-layout';
export * from './strip-picture';
