export { createInflater } from './inflater';
export * from './unpack-contract';
export { createUnpacker } from './unpacker';
