export { diagnosticsReport } from './diagnostics-report';
export type { DiagnosticFact, DiagnosticsFacts, DiagnosticsReport } from './diagnostics-report';
