import { editGroup } from '#core/lineup';
import type { LineupModel } from '#model/lineup';
import type { StoredCell } from '#sources/storage';
import { GROUP, parseRecord } from './tour-record';
import type { TourRecord } from './tour-record';

/** What a step of a tour leaves with the line-up, for whoever takes that step back. */
export interface TourStep {
  readonly profileId: string;
  readonly lineup: Pick<LineupModel, 'takeOver'>;
  readonly cell: StoredCell;
  /** As it was kept before the step; `null`: nothing was. */
  readonly before: TourRecord | null;
  /** Groups the step hid. */
  readonly groups: readonly string[];
}

/**
 * What taking a tour's step back in the line-up means beside the line-up: the choices before it count again, so that "never" hides nothing more, and
 * groups that were hidden by themselves since are seen.
 */
export async function takeBack({ profileId, lineup, cell, before, groups }: TourStep): Promise<void> {
  const others = new Set(groups.concat(before?.groups ?? []));
  const ruled = (parseRecord(await cell.read())?.groups ?? []).filter((id) => !others.has(id));
  if (ruled.length > 0) lineup.takeOver(profileId, (edits) => ruled.reduce((next, id) => editGroup(next, id.slice(GROUP.length), { isHidden: false }), edits));
  if (before === null) await cell.clear();
  else await cell.write(() => before);
}
