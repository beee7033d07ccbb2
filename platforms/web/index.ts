export * from './create-web-host';
export * from './web-device';
export * from './web-lifecycle';
export * from './web-media';
