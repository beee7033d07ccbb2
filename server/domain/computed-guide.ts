import type { ProgrammeRow } from '#server/store';

/** A guide that is computed instead of stored: that of the sample channels, the same whenever it is asked. */
export interface ComputedGuide {
  /** Guide keys it answers for. */
  readonly keys: ReadonlySet<string>;
  /** Programmes of `keys` overlapping the window, by key and start. */
  between(keys: readonly string[], fromMs: number, toMs: number): readonly ProgrammeRow[];
}

/** A guide that knows nobody. */
export const NO_COMPUTED_GUIDE: ComputedGuide = { keys: new Set(), between: () => [] };
