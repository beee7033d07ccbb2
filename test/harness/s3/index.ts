export * from './signature-v4';
export * from './start-s3';
