export * from './create-reminders-model';
export * from './reminders-model';
