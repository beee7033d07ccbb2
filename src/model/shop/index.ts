export * from './checkout-model';
export * from './create-checkout';
export * from './create-plans';
export * from './format-price';
