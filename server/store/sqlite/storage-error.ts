import { sqlErrors } from '../sql';

/** Names a failure of SQLite; see {@link sqlErrors}. */
export const storageError = sqlErrors({ taken: ['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY'], full: 'SQLITE_FULL' });
