export * from './operators';
export * from './platform-settings';
export * from './roles';
export * from './support';
