import { asFields, oneOf, textsOf } from '#core/wire';
import type { TourChoice, TourCleanup } from './tour-model';

/** Stands for the language of groups whose name does not say. */
export const UNKNOWN = 'unknown';
/** Before the id of a group, in records and in the line-up. */
export const GROUP = 'group:';

/** Sorts of rows that can go, in the order they are asked for; at first all of them go. */
export const CLEANUPS: ReadonlyArray<TourCleanup['id']> = ['adult', 'duplicates', 'separators'];

/** What was chosen: languages and kinds by `languages.de` and `kinds.sport`, and the sorts of {@link CLEANUPS} that go. */
export interface TourDraft {
  readonly choices: Readonly<Record<string, TourChoice>>;
  readonly cleanups: readonly string[];
}

/** What is kept of a tour: the choices, and what they hid. */
export interface TourRecord extends TourDraft {
  readonly groups: readonly string[];
  readonly channels: readonly string[];
  /** Groups that were there at the last look; `null`: nobody chose since they are kept, and nothing is hidden by itself. */
  readonly known: readonly string[] | null;
}

/** Nobody chose. */
export const NO_RECORD: TourRecord = { choices: {}, cleanups: CLEANUPS, groups: [], channels: [], known: null };

/** Reads a record; `null`: there is none. */
export function parseRecord(value: unknown): TourRecord | null {
  const fields = asFields(value);
  const draft = parseDraft(value);
  if (fields === null || draft === null) return null;
  const known = Array.isArray(fields['known']) ? textsOf(fields, 'known') : null;
  return { ...draft, groups: textsOf(fields, 'groups'), channels: textsOf(fields, 'channels'), known };
}

/** Reads the choices of a tour that was left before its end; `null`: there are none. */
export function parseDraft(value: unknown): TourDraft | null {
  const fields = asFields(value);
  if (fields === null) return null;
  const stored = asFields(fields['choices']) ?? {};
  const choices: Record<string, TourChoice> = {};
  for (const id of Object.keys(stored)) {
    const choice = oneOf(stored[id], ['now', 'later', 'never'] as const);
    if (choice !== null) choices[id] = choice;
  }
  return { choices, cleanups: textsOf(fields, 'cleanups') };
}
