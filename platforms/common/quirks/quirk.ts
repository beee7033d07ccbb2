import type { Capabilities } from '#ports';

/**
 * A workaround with its papers. `appliesTo` is the only thing code asks; everything else is for whoever wants to know
 * why it is there and when it may go. docs/quirks.md is made of these records.
 */
export interface Quirk {
  /** Equal to the file's name. */
  readonly id: string;
  readonly appliesTo: (capabilities: Capabilities) => boolean;
  readonly symptom: string;
  /** What we do about it. */
  readonly measure: string;
  readonly devices: string;
  /** When it was written down, `YYYY-MM-DD`. */
  readonly date: string;
  /** Where it was read or seen. */
  readonly link: string;
  /** How we will know that it can go. */
  readonly removal: string;
}
