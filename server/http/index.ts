export * from './create-http';
export * from './lan-host';
export * from './relay/relay-plugin';
