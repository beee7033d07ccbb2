export * from './create-settings-model';
export * from './picture-limit';
export * from './settings-model';
