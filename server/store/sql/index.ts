export { openStores } from './open-stores';
export { SqlDatabase } from './sql-database';
export { sqlErrors } from './sql-errors';
