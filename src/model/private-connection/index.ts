export * from './create-private-connection';
export * from './judge-proxy';
