export * from './unpacker';
