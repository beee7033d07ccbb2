export { kernelHash } from './kernel-hash.mjs';
