export * from './checkout-page';
