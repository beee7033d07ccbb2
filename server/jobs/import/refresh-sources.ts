import { AppError, HOUR_MS, toAppError } from '#core/base';
import type { OriginFormat, OriginRow } from '#server/store';
import { isOwnFailure } from '../own-failure';
import type { ImportTools } from './import-playlist';
import { reportText } from './import-report';
import { importAndNote } from './note-import';
import type { Importer } from './note-import';

/** What refreshing came to: a line or more per source. */
export interface RefreshSummary {
  readonly text: string;
  /** At least one source failed. */
  readonly isFailed: boolean;
}

type Importers = Readonly<Record<OriginFormat, Importer>>;

/** A source somebody works on is not given to another process for this long; one that died is looked at again afterwards. */
const CLAIM_MS = 2 * HOUR_MS;

async function refreshOne(origin: OriginRow, importers: Importers, tools: ImportTools): Promise<RefreshSummary> {
  const { sourceId } = origin;
  try {
    const outcome = await importAndNote(origin, importers[origin.format], tools);
    if (outcome.kind === 'imported') return { text: `${sourceId}: ${reportText(outcome.report)}`, isFailed: false };
    return { text: [`${sourceId}: unchanged.`, ...(outcome.remarks ?? []).map((remark) => `  ${remark}`)].join('\n'), isFailed: false };
  } catch (error) {
    const known = toAppError(error);
    // Nothing of this is the source's fault: it is told at once and loudly.
    if (isOwnFailure(known)) throw known;
    return { text: `${sourceId}: ${known.message} (${known.label}); what was imported before stays.`, isFailed: true };
  }
}

function joined(summaries: readonly RefreshSummary[]): RefreshSummary {
  return { text: summaries.map((summary) => summary.text).join('\n'), isFailed: summaries.some((summary) => summary.isFailed) };
}

/** Asks a source, or with an empty name every one, whether it changed, and imports what did. A failure does not stop the others. */
export async function refreshNamed(sourceId: string, importers: Importers, tools: ImportTools): Promise<RefreshSummary> {
  const origins = (await tools.store.origins.list()).filter((origin) => (sourceId === '' ? origin.partOf === '' : origin.sourceId === sourceId));
  if (origins.length === 0) {
    if (sourceId === '') return { text: 'Nothing has been imported from anywhere.', isFailed: false };
    throw new AppError('input.invalid', { message: `nobody remembers where "${sourceId}" came from: import it once more` });
  }
  const summaries: RefreshSummary[] = [];
  for (const origin of origins) summaries.push(await refreshOne(origin, importers, tools));
  return joined(summaries);
}

/** Refreshes every source whose time has come, one after the other. Several processes share the work. */
export async function refreshDue(importers: Importers, tools: ImportTools): Promise<RefreshSummary> {
  const summaries: RefreshSummary[] = [];
  for (;;) {
    const nowMs = tools.nowMs();
    const origin = await tools.store.origins.claimDue(nowMs, nowMs + CLAIM_MS);
    if (origin === null) return summaries.length === 0 ? { text: 'No source is due.', isFailed: false } : joined(summaries);
    summaries.push(await refreshOne(origin, importers, tools));
  }
}

/** Gives sources that have no time yet one: an interval was set after they were imported. Answers whether any is due at `nowMs`. */
export async function armRefresh(tools: Pick<ImportTools, 'store' | 'nowMs' | 'refreshEveryMs'>): Promise<boolean> {
  const { store, refreshEveryMs = 0 } = tools;
  const nowMs = tools.nowMs();
  if (refreshEveryMs <= 0) return false;
  let isDue = false;
  for (const origin of await store.origins.list()) {
    if (origin.partOf !== '') continue;
    const dueAtMs = origin.dueAtMs === 0 ? origin.checkedAtMs + refreshEveryMs : Math.min(origin.dueAtMs, nowMs + Math.max(refreshEveryMs, CLAIM_MS));
    if (dueAtMs !== origin.dueAtMs) await store.origins.put({ ...origin, dueAtMs });
    isDue ||= dueAtMs <= nowMs;
  }
  return isDue;
}
