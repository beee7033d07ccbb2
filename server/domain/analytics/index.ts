export * from './analytics';
export { profileHashOf } from './profile-hash';
