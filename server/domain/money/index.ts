export * from './billing';
export * from './grants';
export * from './open-payments';
export * from './payment-provider';
export * from './quote';
export * from './sandbox-provider';
export * from './webhook-signature';
