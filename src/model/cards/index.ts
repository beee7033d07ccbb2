export * from './card-list';
export * from './card-view';
export * from './create-cards';
export * from './next-episode';
export * from './poster-card';
