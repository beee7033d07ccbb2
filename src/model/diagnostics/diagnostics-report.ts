import type { AppError } from '#core/base';
import { skippedCount } from '#model/catalog';
import type { Capabilities } from '#ports';
import type { RefreshReport } from '#sources/source';
import { failureLine } from './failures';
import type { Failure } from './failures';

/** What a report is made of. */
export interface DiagnosticsFacts {
  readonly version: string;
  readonly capabilities: Capabilities;
  /** Language of the screen, as a tag. */
  readonly language: string;
  readonly isOnline: boolean;
  /** When the catalogue was read last, as UTC milliseconds; 0: never. */
  readonly loadedAtMs: number;
  readonly nowMs: number;
  /** What failed of late, the newest first. */
  readonly failures: readonly Failure[];
  /** Without names and addresses: they say who somebody is and where they watch. */
  readonly sources: ReadonlyArray<{ readonly kind: string; readonly isPrivate: boolean; readonly error: AppError | null; readonly report: RefreshReport | null }>;
}

/** A line: which fact (a key under `diagnostics.`) and its value, the same in every language. */
export interface DiagnosticFact {
  readonly id: 'version' | 'set' | 'engine' | 'memory' | 'formats' | 'service' | 'network' | 'catalog' | 'source';
  /** Counts from 1 where there are several of a kind. */
  readonly number?: number;
  readonly value: string;
  /** Something is wrong with it. */
  readonly isBad?: boolean;
}

/** What the screen shows, and what a phone reads from the code: lines of English, at most some 600 characters. */
export interface DiagnosticsReport {
  readonly facts: readonly DiagnosticFact[];
  readonly text: string;
}

/** More do not fit the screen, nor a code that a phone reads across a room. */
const MOST_SOURCES = 5;
const MOST_FAILURES = 5;

function sourceFact(source: DiagnosticsFacts['sources'][number], index: number): DiagnosticFact {
  const { report, error } = source;
  const counts = report?.counts;
  const skipped = report === null ? 0 : skippedCount(report);
  const parts = [
    source.kind,
    counts === undefined ? '' : `${String(counts.channels)}/${String(counts.movies)}/${String(counts.series)}`,
    report === null ? '' : `${String(Math.round(report.bytes / 1024))} kB, ${String(Math.round(report.elapsedMs / 1000))} s, ${report.ranIn}`,
    skipped > 0 ? `-${String(skipped)}` : '',
    report?.isCut === true ? 'cut' : '',
    source.isPrivate ? 'private' : '',
    error === null ? '' : error.label,
  ];
  return { id: 'source', number: index + 1, value: parts.filter((part) => part !== '').join(' · '), ...(error === null ? {} : { isBad: true }) };
}

/** Puts a report together. Times are told as minutes since, so that no clock has to be right. */
export function diagnosticsReport(facts: DiagnosticsFacts): DiagnosticsReport {
  const { capabilities, sources } = facts;
  const { host, media } = capabilities;
  const sinceMin = facts.loadedAtMs === 0 ? null : Math.max(0, Math.round((facts.nowMs - facts.loadedAtMs) / 60_000));
  const lines: readonly DiagnosticFact[] = [
    { id: 'version', value: `${facts.version} · ${facts.language}` },
    { id: 'set', value: [host.name, host.osVersion, host.model].filter((part) => part !== '').join(' ') },
    { id: 'engine', value: `Chrome ${String(host.engineMajor)} · ${String(Math.round(capabilities.pixelsPerUnit * 1080))} lines` },
    { id: 'memory', value: `${capabilities.memoryClass} · ${capabilities.hasWorkers ? 'worker' : 'slices'}` },
    { id: 'formats', value: `HLS ${media.hls} · DASH ${media.dash} · TS ${media.transportStream}${media.hasUhd ? ' · UHD' : ''}${media.hasHdr ? ' · HDR' : ''}` },
    { id: 'service', value: capabilities.hasLocalService ? 'yes' : 'no' },
    { id: 'network', value: facts.isOnline ? 'online' : 'offline', ...(facts.isOnline ? {} : { isBad: true }) },
    { id: 'catalog', value: sinceMin === null ? 'never read' : `read ${String(sinceMin)} min ago`, ...(sinceMin === null ? { isBad: true } : {}) },
    ...sources.slice(0, MOST_SOURCES).map(sourceFact),
  ];
  const failed = facts.failures.slice(0, MOST_FAILURES).map((failure) => `! ${failureLine(failure, facts.nowMs)}`);
  const text = ['Hearth', ...lines.map(({ id, number, value }) => `${id}${number === undefined ? '' : ` ${String(number)}`}: ${value}`), ...failed].join('\n');
  return { facts: lines, text };
}
