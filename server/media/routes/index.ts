export * from './linear-routes';
export * from './media-server';
export * from './title-routes';
