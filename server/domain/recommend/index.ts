export * from './evaluate';
export * from './learn';
export * from './planted-watches';
export * from './recommendations';
