export * from './ad-break-times';
export * from './ad-policy';
export * from './ads';
export * from './campaign-rules';
