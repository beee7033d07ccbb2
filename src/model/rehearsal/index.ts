export { createRehearsal } from './rehearsal';
export type { CheckId, CheckResult, Rehearsal, RehearsalDeps } from './rehearsal';
