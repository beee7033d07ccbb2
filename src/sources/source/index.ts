export * from './profile-sync';
export * from './refresh-report';
export * from './source';
export * from './stream-form';
export * from './wire-key';
