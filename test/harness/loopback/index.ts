export * from './loopback-server';
