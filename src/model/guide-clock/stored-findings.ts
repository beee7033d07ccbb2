import type { SourceId } from '#core/base';

/** What was found out about one source's guide. */
export interface Finding {
  /** The guides that were compared; what is said of them once holds until they change. */
  readonly revision: string;
  /** `null`: it could not be told. */
  readonly found: { readonly offsetMin: number; readonly fits: number; readonly total: number; readonly isArchiveSure: boolean } | null;
  /** The offset the viewer did not want; `null`: none. */
  readonly declined: number | null;
  /** The offset the viewer was told of; `null`: none. */
  readonly told: number | null;
}

/** Findings by source. */
export type Findings = ReadonlyMap<SourceId, Finding>;

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function minutesOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function foundOf(value: unknown): Finding['found'] {
  const { offsetMin, fits, total, isArchiveSure } = fieldsOf(value);
  const [minutes, fitting, all] = [minutesOf(offsetMin), minutesOf(fits), minutesOf(total)];
  return minutes === null || fitting === null || all === null ? null : { offsetMin: minutes, fits: fitting, total: all, isArchiveSure: isArchiveSure === true };
}

/** Judges what {@link packFindings} made; unreadable entries are left out. */
export function parseFindings(value: unknown): Findings {
  const stored = fieldsOf(value);
  const findings = new Map<SourceId, Finding>();
  for (const id of Object.keys(stored)) {
    const { revision, found, declined, told } = fieldsOf(stored[id]);
    if (typeof revision === 'string') findings.set(id as SourceId, { revision, found: foundOf(found), declined: minutesOf(declined), told: minutesOf(told) });
  }
  return findings;
}

/** What is stored of the sources that are set up. */
export function packFindings(findings: Findings, sourceIds: readonly SourceId[]): unknown {
  const stored: Record<string, Finding> = {};
  for (const id of sourceIds) {
    const finding = findings.get(id);
    if (finding !== undefined) stored[id] = finding;
  }
  return stored;
}
