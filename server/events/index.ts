export * from './event-bus';
export * from './nats-events';
