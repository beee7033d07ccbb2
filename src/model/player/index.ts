export * from './create-player-model';
export * from './media-driver';
export * from './player-model';
