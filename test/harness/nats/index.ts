export * from './start-nats';
