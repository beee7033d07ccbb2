export * from './create-log';
export * from './redact-url';
