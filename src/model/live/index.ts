export * from './channel-views';
export * from './create-live-model';
export * from './live-model';
