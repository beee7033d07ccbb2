export * from './box-client';
export * from './companion-client';
export * from './near-companion';
export * from './oauth-client';
export * from './platform-api';
export * from './platform-source';
export * from './token-session';
