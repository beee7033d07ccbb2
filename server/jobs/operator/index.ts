export * from './operator-command';
export type { OperatorTools } from './operator-tools';
