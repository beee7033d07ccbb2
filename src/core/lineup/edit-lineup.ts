import { ofOthers } from './channel-mark';
import type { ChannelMark } from './channel-mark';
import type { GroupEdit, LineupEdits, LineupList } from './lineup-edits';

function without(marks: readonly ChannelMark[], gone: readonly ChannelMark[]): readonly ChannelMark[] {
  const keys = new Set(gone.map(({ key }) => key));
  return marks.filter(({ key }) => !keys.has(key));
}

function withList(edits: LineupEdits, id: string, change: (list: LineupList) => LineupList): LineupEdits {
  return { ...edits, lists: edits.lists.map((list) => (list.id === id ? change(list) : list)) };
}

/** Hides channels, or shows them again. */
export function setChannelsHidden(edits: LineupEdits, channels: readonly ChannelMark[], isHidden: boolean): LineupEdits {
  const rest = without(edits.hidden, channels);
  return { ...edits, hidden: isHidden ? rest.concat(channels) : rest };
}

/** Gives a channel a name; an empty one is the provider's again. */
export function renameChannel(edits: LineupEdits, channel: ChannelMark, name: string): LineupEdits {
  const rest = ofOthers(edits.names, [channel]);
  return { ...edits, names: name === '' || name === channel.name ? rest : rest.concat({ channel, name }) };
}

/** Puts channels behind another one, in the order given; `after` null: before all. */
export function placeChannels(edits: LineupEdits, channels: readonly ChannelMark[], after: ChannelMark | null): LineupEdits {
  const moves = ofOthers(edits.moves, channels);
  let last = after;
  for (const channel of channels) {
    moves.push({ channel, after: last });
    last = channel;
  }
  return { ...edits, moves };
}

/** Makes an empty list at the end. */
export function addList(edits: LineupEdits, id: string, name: string): LineupEdits {
  return { ...edits, lists: edits.lists.concat({ id, name, members: [] }) };
}

/** Removes a list; channels that stood in it alone are back in their provider's groups. */
export function removeList(edits: LineupEdits, id: string): LineupEdits {
  const lists = edits.lists.filter((list) => list.id !== id);
  const kept = new Set<string>();
  for (const { members } of lists) for (const { key } of members) kept.add(key);
  return { ...edits, lists, regrouped: edits.regrouped.filter(({ key }) => kept.has(key)) };
}

/** Gives a list another name. */
export function renameList(edits: LineupEdits, id: string, name: string): LineupEdits {
  return withList(edits, id, (list) => ({ ...list, name }));
}

/** Moves a list by one place; at the ends nothing changes. */
export function moveList(edits: LineupEdits, id: string, delta: 1 | -1): LineupEdits {
  const lists = Array.from(edits.lists);
  const at = lists.findIndex((list) => list.id === id);
  const list = lists[at];
  const to = at + delta;
  if (list === undefined || to < 0 || to >= lists.length) return edits;
  lists.splice(at, 1);
  lists.splice(to, 0, list);
  return { ...edits, lists };
}

/** Adds channels to a list, at its end; those in it already keep their place. */
export function addToList(edits: LineupEdits, id: string, channels: readonly ChannelMark[]): LineupEdits {
  return withList(edits, id, (list) => ({ ...list, members: list.members.concat(without(channels, list.members)) }));
}

/** Takes channels out of a list; those that stand in no other list are back in their provider's groups. */
export function takeFromList(edits: LineupEdits, id: string, channels: readonly ChannelMark[]): LineupEdits {
  const next = withList(edits, id, (list) => ({ ...list, members: without(list.members, channels) }));
  const homeless = channels.filter(({ key }) => !next.lists.some((list) => list.members.some((member) => member.key === key)));
  return { ...next, regrouped: without(next.regrouped, homeless) };
}

/** Moves channels out of their provider's groups into a list. */
export function regroupChannels(edits: LineupEdits, id: string, channels: readonly ChannelMark[]): LineupEdits {
  const next = addToList(edits, id, channels);
  return { ...next, regrouped: without(next.regrouped, channels).concat(channels) };
}

/** Changes what is known of a provider's group; one without changes is forgotten. */
export function editGroup(edits: LineupEdits, id: string, change: Partial<Omit<GroupEdit, 'id'>>): LineupEdits {
  const known = edits.groups.find((group) => group.id === id) ?? { id, name: '', isHidden: false };
  const next = { ...known, ...change };
  const rest = edits.groups.filter((group) => group.id !== id);
  return { ...edits, groups: next.name === '' && !next.isHidden ? rest : rest.concat(next) };
}
