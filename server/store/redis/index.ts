export { openRedisLeases } from './open-redis-leases';
export type { RedisLeases } from './open-redis-leases';
export { openRedisShared } from './open-redis-shared';
export type { RedisShared } from './open-redis-shared';
