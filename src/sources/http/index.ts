export * from './feed-body';
export * from './http-client';
export * from './refusal';
