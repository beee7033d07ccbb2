export { openRedisCounts } from './open-redis-counts';
export type { RedisCounts } from './open-redis-counts';
export { openRedisLeases } from './open-redis-leases';
export type { RedisLeases } from './open-redis-leases';
