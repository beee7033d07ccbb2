export { openRedisLeases } from './open-redis-leases';
export type { RedisLeases } from './open-redis-leases';
