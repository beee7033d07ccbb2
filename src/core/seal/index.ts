export * from './aead';
export * from './move-code';
export * from './packed-json';
export * from './sealed-file';
