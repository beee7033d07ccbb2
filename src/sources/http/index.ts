export * from './body-facts';
export * from './conditions';
export * from './http-client';
export * from './refusal';
