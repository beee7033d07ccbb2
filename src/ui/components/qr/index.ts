export * from './encode-qr';
