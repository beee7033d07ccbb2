export * from './brand';
export * from './color';
export * from './theme';
export * from './tokens';
