export * from './apply-fix';
export * from './create-support';
