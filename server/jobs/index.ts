export * from './import';
export * from './housekeeping';
export * from './load-secret';
export * from './seed-accounts';
export * from './seed-sample';
