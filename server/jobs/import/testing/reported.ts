import type { ImportOutcome } from '../import-outcome';
import type { ImportReport } from '../import-report';

/** The report of an import that imported something; throws for one that did not. For tests. */
export async function reported(outcome: Promise<ImportOutcome>): Promise<ImportReport> {
  const ended = await outcome;
  if (ended.kind === 'unchanged') throw new Error('nothing was imported');
  return ended.report;
}
