export * from './create-home-model';
export * from './home-model';
