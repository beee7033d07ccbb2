export * from './hostile-upstream';
export * from './loopback-http';
export * from './portal-content';
export * from './portal-scenario';
export * from './simulated-portal';
