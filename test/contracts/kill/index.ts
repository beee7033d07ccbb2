export * from './bundle-child';
export * from './run-and-kill';
