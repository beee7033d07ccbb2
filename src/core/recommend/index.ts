export * from './ease-model';
export * from './item-neighbours';
export * from './watches';
