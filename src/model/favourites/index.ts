export * from './create-favourites-model';
export * from './favourites-model';
