export * from './parental-rules';
export * from './pin-lockout';
export { scryptSteps } from './scrypt';
export type { ScryptCost } from './scrypt';
export { SiftedCatalog, siftCatalogSteps } from './sift-catalog';
export { siftGuide } from './sift-guide';
export * from './watch-time';
