export { openSqliteStore } from './open-sqlite-store';
export * from './sqlite-files';
