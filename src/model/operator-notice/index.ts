export * from './tell-operator-notice';
