export * from './create-settings-model';
export * from './settings-model';
