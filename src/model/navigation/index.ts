export * from './create-navigation-model';
export * from './navigation-model';
export * from './sold-route';
