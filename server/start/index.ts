export * from './addresses';
export * from './ready-text';
export * from './start-server';
