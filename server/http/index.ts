export * from './create-http';
export * from './lan-host';
