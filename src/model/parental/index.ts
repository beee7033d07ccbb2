export * from './create-parental-model';
export * from './parental-model';
