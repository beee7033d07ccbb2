export * from './ask-host';
