export { createFailureLog } from './failures';
export type { FailedPart, Failure, FailureLog, FailureLogDeps } from './failures';
export { diagnosticsReport } from './diagnostics-report';
export type { DiagnosticFact, DiagnosticsFacts, DiagnosticsReport } from './diagnostics-report';
