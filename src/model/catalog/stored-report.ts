import { asFields } from '#core/wire';
import type { RefreshReport } from '#sources/source';

/** The report kept beside a catalogue; `null` for anything that has not its shape. */
export function parseReport(note: unknown): RefreshReport | null {
  const fields = asFields(note);
  const isReport = asFields(fields?.['counts']) !== null && asFields(fields?.['skipped']) !== null && Array.isArray(fields?.['notes']);
  // Whoever wrote the head wrote a report or `null`: what is left to judge is whether an older app meant something else by it.
  return isReport ? (note as RefreshReport) : null;
}
