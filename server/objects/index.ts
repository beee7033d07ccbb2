export * from './disk-objects';
export * from './object-key';
export * from './object-store';
export * from './open-objects';
export * from './s3-objects';
