export * from './boxes';
