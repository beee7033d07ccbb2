export * from './create-translator';
export * from './plural-category';
export * from './translator';
