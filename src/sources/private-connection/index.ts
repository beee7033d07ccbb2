export * from './routed-http';
export * from './routed-source';
