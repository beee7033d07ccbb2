export * from './analytics';
export * from './event-limits';
export { profileHashOf } from './profile-hash';
