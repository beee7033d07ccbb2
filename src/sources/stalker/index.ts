export * from './stalker-source';
