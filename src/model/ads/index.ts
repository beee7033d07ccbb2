export * from './ad-breaks';
export * from './ad-view';
