export * from './event-queue';
