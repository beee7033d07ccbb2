import { ERRORS } from '#core/base';
import type { ErrorCode } from '#core/base';
import type { OriginRow, SourceRow, Store } from '#server/store';
import { keptText, skippedTexts } from './import-report';

function dateText(atMs: number): string {
  return new Date(atMs).toISOString();
}

function labelOf(code: string): string {
  return Object.prototype.hasOwnProperty.call(ERRORS, code) ? ERRORS[code as ErrorCode].label : code;
}

function originLines(origin: OriginRow): string[] {
  const { report, failure, checkedAtMs, dueAtMs } = origin;
  const checked = checkedAtMs === 0 ? '' : `checked ${dateText(checkedAtMs)}`;
  const due = dueAtMs === 0 ? '' : `next ${dateText(dueAtMs)}`;
  const times = [checked, due].filter((text) => text !== '').join(', ');
  return [
    ...(report === null ? [] : [[keptText(report.kept), ...skippedTexts(report)].join('; ')]),
    ...(times === '' ? [] : [times]),
    ...(failure === null ? [] : [`failed ${dateText(failure.atMs)}, ${String(failure.count)} in a row: ${failure.message} (${labelOf(failure.code)})`]),
  ];
}

function sourceLine(source: SourceRow): string {
  return `${source.id}  ${source.kind}  ${dateText(source.importedAtMs)}  ${source.name}`;
}

/** What an operator reads about the sources: what was read and left out, when they were looked at, what went wrong. No addresses. */
export async function listText(store: Store): Promise<string> {
  const sources = (await store.catalog.sources()).filter((source) => source.generation > 0);
  if (sources.length === 0) return 'Nothing has been imported.';
  const origins = new Map((await store.origins.list()).map((origin) => [origin.sourceId, origin]));
  return sources
    .map((source) => {
      const origin = origins.get(source.id);
      return [sourceLine(source), ...(origin === undefined ? [] : originLines(origin).map((line) => `  ${line}`))].join('\n');
    })
    .join('\n');
}
