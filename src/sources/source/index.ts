export * from './profile-sync';
export * from './source';
export * from './stream-form';
export * from './wire-key';
