export * from './checkout-model';
export * from './create-checkout';
export * from './create-plans';
export * from './create-product';
export * from './create-shop';
export * from './format-price';
export * from './shop-model';
