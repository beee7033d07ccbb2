import { runInSlices } from '#core/base';
import type { CancelSignal } from '#core/base';
import type { CatalogSnapshot } from '#core/catalog';
import { editGroup } from '#core/lineup';
import type { LineupModel } from '#model/lineup';
import type { ClockPort } from '#ports';
import type { StoredCell } from '#sources/storage';
import { readRowsSteps } from './read-rows';
import type { TourGroup } from './read-rows';
import type { TourChoice } from './tour-model';
import { GROUP, parseRecord, UNKNOWN } from './tour-record';

/** What the rule needs. */
export interface NeverDeps {
  readonly clock: ClockPort;
  readonly profileId: string;
  readonly lineup: Pick<LineupModel, 'takeOver' | 'settled'>;
  readonly cell: StoredCell;
  isOwn(sourceId: string): boolean;
}

/**
 * Hides groups that are new since the last look and of a language or kind the viewer never wants. It is no change of theirs: their undo takes
 * back what they did and nothing of this. Groups that were there before are left as they are, whoever showed or hid them. Rejects when cancelled.
 */
export async function hideNever({ clock, profileId, lineup, cell, isOwn }: NeverDeps, catalog: CatalogSnapshot, signal: CancelSignal): Promise<void> {
  const record = parseRecord(await cell.read());
  if (record === null || record.known === null) return;
  const { choices } = record;
  const known = new Set(record.known);
  const { groups } = await runInSlices(clock, readRowsSteps(catalog, isOwn), signal);
  const fresh = groups.filter(({ id }) => !known.has(GROUP + id));
  const isPut = ({ region, kind }: TourGroup, choice: TourChoice): boolean => choices[`languages.${region ?? UNKNOWN}`] === choice || choices[`kinds.${kind}`] === choice;
  // Those put aside for later stay new, so that the tour can say how many wait.
  const seen = fresh.filter((group) => !isPut(group, 'later'));
  const gone = fresh.filter((group) => isPut(group, 'never')).map(({ id }) => id);
  if (seen.length + gone.length === 0) return;
  let isOpen = gone.length === 0;
  if (!isOpen) {
    lineup.takeOver(profileId, (edits) => {
      isOpen = true;
      return gone.reduce((next, id) => editGroup(next, id, { isHidden: true }), edits);
    });
    await lineup.settled();
  }
  // Somebody else watches by now: the next look does it.
  if (!isOpen) return;
  const ids = seen.map(({ id }) => id).concat(gone).map((id) => GROUP + id);
  const newest = parseRecord(await cell.read()) ?? record;
  const join = (left: readonly string[], right: readonly string[]): readonly string[] => Array.from(new Set(left.concat(right)));
  await cell.write(() => ({ ...newest, groups: join(newest.groups, gone.map((id) => GROUP + id)), known: join(newest.known ?? [], ids) }));
}
