import { itemKey, parseItemKey } from '../base';
import type { ItemKey, SourceId } from '../base';
import type { ChannelMark } from './channel-mark';
import { NO_GUIDE_EDITS } from './guide-edits';
import { groupIdOf } from './lineup-edits';
import type { ChannelMove, LineupEdits, LineupList } from './lineup-edits';

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
const keyOfMark = ({ key }: ChannelMark): string => key;
const keyOfChange = ({ channel }: { readonly channel: ChannelMark }): string => channel.key;
const idOf = ({ id }: { readonly id: string }): string => id;

interface Side {
  isIn(mark: ChannelMark): boolean;
  isGroupIn(groupId: string): boolean;
}

function sideOf(sourceId: SourceId): Side {
  return { isIn: ({ key }) => parseItemKey(key)?.source === sourceId, isGroupIn: (groupId) => groupId.indexOf(groupIdOf(sourceId, '')) === 0 };
}

/** A move concerns the source when both its channels do. */
const isMoveIn = ({ channel, after }: ChannelMove, side: Side): boolean => side.isIn(channel) && (after === null || side.isIn(after));

/**
 * What a viewer changed about the channels of one source: what its platform may know. Lists without a member of another source are whole in it;
 * guides are not.
 */
export function lineupPart(edits: LineupEdits, sourceId: SourceId): LineupEdits {
  const side = sideOf(sourceId);
  const lists = edits.lists.map((list) => ({ ...list, members: list.members.filter(side.isIn) }));
  return {
    lists: lists.filter(({ members }, index) => members.length > 0 || edits.lists[index]?.members.length === 0),
    hidden: edits.hidden.filter(side.isIn),
    names: edits.names.filter(({ channel }) => side.isIn(channel)),
    moves: edits.moves.filter((move) => isMoveIn(move, side)),
    regrouped: edits.regrouped.filter(side.isIn),
    groups: edits.groups.filter(({ id }) => side.isGroupIn(id)),
    guides: NO_GUIDE_EDITS,
  };
}

/** The edits with another part of that source. What concerns other sources stays, behind it; the same edits where nothing changes. */
export function withLineupPart(edits: LineupEdits, sourceId: SourceId, part: LineupEdits): LineupEdits {
  if (isSame(lineupPart(edits, sourceId), part)) return edits;
  const side = sideOf(sourceId);
  const others = edits.lists.map((list) => ({ ...list, members: list.members.filter((mark) => !side.isIn(mark)) })).filter(({ members }) => members.length > 0);
  const taken = new Set(part.lists.map(idOf));
  const lists = part.lists.map((list) => ({ ...list, members: list.members.concat(others.find(({ id }) => id === list.id)?.members ?? []) }));
  return {
    lists: lists.concat(others.filter(({ id }) => !taken.has(id))),
    hidden: part.hidden.concat(edits.hidden.filter((mark) => !side.isIn(mark))),
    names: part.names.concat(edits.names.filter(({ channel }) => !side.isIn(channel))),
    moves: part.moves.concat(edits.moves.filter((move) => !isMoveIn(move, side))),
    regrouped: part.regrouped.concat(edits.regrouped.filter((mark) => !side.isIn(mark))),
    groups: part.groups.concat(edits.groups.filter(({ id }) => !side.isGroupIn(id))),
    guides: edits.guides,
  };
}

/** Their rows, with what I changed since `base` in them: gone where I took it away, mine where I changed it, and mine behind them where it is new. */
function mergeRows<T>(base: readonly T[], mine: readonly T[], theirs: readonly T[], keyOf: (row: T) => string, mergeRow: (base: T | undefined, mine: T, theirs: T) => T = (_, row) => row): readonly T[] {
  if (isSame(theirs, base)) return mine;
  if (isSame(mine, base)) return theirs;
  const before = new Map(base.map((row) => [keyOf(row), row]));
  const own = new Map(mine.map((row) => [keyOf(row), row]));
  const there = new Set(theirs.map(keyOf));
  const merged: T[] = [];
  for (const row of theirs) {
    const key = keyOf(row);
    const [was, is] = [before.get(key), own.get(key)];
    if (is === undefined && was === undefined) merged.push(row);
    else if (is !== undefined) merged.push(was !== undefined && isSame(was, is) ? row : mergeRow(was, is, row));
  }
  // What they took away and I left as it was stays away.
  return merged.concat(mine.filter((row) => !there.has(keyOf(row)) && !isSame(before.get(keyOf(row)), row)));
}

/** My new lists by ids that their new lists do not have: two sets count from one. */
function withFreeIds(base: readonly LineupList[], mine: readonly LineupList[], theirs: readonly LineupList[]): readonly LineupList[] {
  const known = new Set(base.map(idOf));
  const taken = new Set(theirs.concat(mine).map(idOf));
  const clashes = new Set(theirs.map(idOf).filter((id) => !known.has(id)));
  return mine.map((list) => {
    const twin = theirs.find(({ id }) => id === list.id);
    if (known.has(list.id) || !clashes.has(list.id) || twin?.name === list.name) return list;
    let free = 1;
    while (taken.has(String(free))) free += 1;
    taken.add(String(free));
    return { ...list, id: String(free) };
  });
}

function mergeList(base: LineupList | undefined, mine: LineupList, theirs: LineupList): LineupList {
  return { id: mine.id, name: mine.name === base?.name ? theirs.name : mine.name, members: mergeRows(base?.members ?? [], mine.members, theirs.members, keyOfMark) };
}

/** Two changes of one part since `base` in one: what both changed is as `mine` says. */
export function mergeLineups(base: LineupEdits, mine: LineupEdits, theirs: LineupEdits): LineupEdits {
  return {
    lists: mergeRows(base.lists, withFreeIds(base.lists, mine.lists, theirs.lists), theirs.lists, idOf, mergeList),
    hidden: mergeRows(base.hidden, mine.hidden, theirs.hidden, keyOfMark),
    names: mergeRows(base.names, mine.names, theirs.names, keyOfChange),
    moves: mergeRows(base.moves, mine.moves, theirs.moves, keyOfChange),
    regrouped: mergeRows(base.regrouped, mine.regrouped, theirs.regrouped, keyOfMark),
    groups: mergeRows(base.groups, mine.groups, theirs.groups, idOf),
    guides: NO_GUIDE_EDITS,
  };
}

/** Changes keys and ids of groups, as between the set's and the platform's; what has none there is left out. */
function mapLineup(edits: LineupEdits, mapKey: (key: ItemKey) => ItemKey | null, mapGroup: (id: string) => string): LineupEdits {
  const mapMark = (mark: ChannelMark): ChannelMark | null => {
    const key = mapKey(mark.key);
    return key === null ? null : { ...mark, key };
  };
  const marks = (all: readonly ChannelMark[]): readonly ChannelMark[] => all.map(mapMark).filter((mark): mark is ChannelMark => mark !== null);
  const changes = <T extends { readonly channel: ChannelMark }>(all: readonly T[]): T[] => {
    const mapped: T[] = [];
    for (const change of all) {
      const channel = mapMark(change.channel);
      if (channel !== null) mapped.push({ ...change, channel });
    }
    return mapped;
  };
  return {
    lists: edits.lists.map((list) => ({ ...list, members: marks(list.members) })),
    hidden: marks(edits.hidden),
    names: changes(edits.names),
    moves: changes(edits.moves).map((move) => ({ ...move, after: move.after === null ? null : mapMark(move.after) })),
    regrouped: marks(edits.regrouped),
    groups: edits.groups.map((group) => ({ ...group, id: mapGroup(group.id) })),
    guides: NO_GUIDE_EDITS,
  };
}

/** A part as the platform keeps it: channels by their own ids, groups by their names. What the set calls the platform another set may not. */
export function toBareLineup(part: LineupEdits): LineupEdits {
  return mapLineup(part, (key) => (parseItemKey(key)?.nativeId ?? null) as ItemKey | null, (id) => id.slice(id.indexOf(':') + 1));
}

/** The way back, to what this set calls the platform. */
export function fromBareLineup(part: LineupEdits, sourceId: SourceId): LineupEdits {
  return mapLineup(part, (id) => itemKey(sourceId, 'channel', id), (name) => groupIdOf(sourceId, name));
}
