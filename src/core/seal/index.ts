export * from './aead';
export * from './base64';
export * from './move-code';
export * from './packed-json';
export * from './sealed-file';
