import { HOUR_MS, toAppError } from '#core/base';
import type { OriginRow } from '#server/store';
import type { ContentFacts, ImportOutcome } from './import-outcome';
import type { ImportOrder, ImportTools } from './import-playlist';
import { originReport } from './import-report';

/** Reads one format into the store. */
export type Importer = (order: ImportOrder, tools: ImportTools) => Promise<ImportOutcome>;

/** What is imported from where. */
export type ImportWhat = Pick<OriginRow, 'format' | 'location' | 'sourceId' | 'partOf'>;

/** A failed refresh is tried again after this, then after twice as long, up to the usual interval. */
const FIRST_RETRY_MS = HOUR_MS;
/** Doublings of the wait; more would overflow nothing but patience. */
const MOST_DOUBLINGS = 10;

function factsOf(origin: OriginRow): ContentFacts {
  const { etag, lastModified, contentMark } = origin;
  return { etag, lastModified, contentMark };
}

/** When a source is due again after a success (`failures` 0) or so many failures in a row; 0: not by itself. */
export function nextDueMs(nowMs: number, everyMs: number, failures: number): number {
  if (everyMs <= 0) return 0;
  const retryMs = FIRST_RETRY_MS * 2 ** Math.min(MOST_DOUBLINGS, failures - 1);
  return nowMs + (failures === 0 ? everyMs : Math.min(everyMs, retryMs));
}

async function noteFailure(origin: OriginRow, error: unknown, tools: ImportTools): Promise<void> {
  const { code, message } = toAppError(error);
  const nowMs = tools.nowMs();
  const count = (origin.failure?.count ?? 0) + 1;
  const dueAtMs = origin.partOf === '' ? nextDueMs(nowMs, tools.refreshEveryMs ?? 0, count) : 0;
  await tools.store.origins.put({ ...origin, dueAtMs, failure: { code, message, atMs: nowMs, count } });
}

/**
 * Imports and remembers where from, what was read and how it went. A source that is still what was imported from the same place is left
 * as it is, unless `isForced`. Rejects with what the importer says, which is then remembered, too.
 */
export async function importAndNote(what: ImportWhat, importer: Importer, tools: ImportTools, isForced = false): Promise<ImportOutcome> {
  const { store } = tools;
  const { sourceId, format, location, partOf } = what;
  const before = await store.origins.get(sourceId);
  const isSame = before !== null && before.format === format && before.location === location;
  const order: ImportOrder = { location, sourceId, ...(isSame && !isForced ? { known: factsOf(before) } : {}) };
  let outcome: ImportOutcome;
  try {
    outcome = await importer(order, tools);
  } catch (error) {
    if (isSame) await noteFailure(before, error, tools);
    throw error;
  }
  // A source that was removed meanwhile does not come back.
  if (before !== null && !isForced && (await store.origins.get(sourceId)) === null) return outcome;
  const nowMs = tools.nowMs();
  await store.origins.put({
    sourceId,
    format,
    location,
    partOf,
    ...outcome.facts,
    checkedAtMs: nowMs,
    dueAtMs: partOf === '' ? nextDueMs(nowMs, tools.refreshEveryMs ?? 0, 0) : 0,
    report: outcome.kind === 'imported' ? originReport(outcome.report) : (before?.report ?? null),
    failure: null,
  });
  return outcome;
}
