import { sqlErrors } from '../sql';

/** Names a failure of PostgreSQL; see {@link sqlErrors}. */
export const postgresError = sqlErrors({ taken: ['23505'], full: '53100' });
