export * from './ad-server';
export * from './beacon-queue';
export * from './read-vast';
