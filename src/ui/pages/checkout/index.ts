export * from './basket-page';
export * from './checkout-page';
