export { migrate } from './migrate';
export { SqlDatabase } from './sql-database';
export { sqlStores } from './sql-stores';
