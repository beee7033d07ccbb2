export * from './evaluate';
export * from './planted-watches';
