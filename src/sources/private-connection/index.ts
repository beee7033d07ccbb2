export * from './proxy-tunnel';
export * from './relay-failure';
export * from './relay-tunnel';
export * from './routed-http';
export * from './routed-source';
export * from './tunnel';
