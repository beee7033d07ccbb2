import type { ItemKey, SourceId } from '../base';
import { asFields, listOf, rowsOf, textOf } from '../wire';
import type { Fields } from '../wire';
import type { ChannelMark } from './channel-mark';
import { hasGuideEdits, NO_GUIDE_EDITS, parseGuideEdits } from './guide-edits';
import type { GuideEdits } from './guide-edits';

/** A list of the viewer's own. */
export interface LineupList {
  readonly id: string;
  readonly name: string;
  readonly members: readonly ChannelMark[];
}

/** A channel that stands behind another one; `after` null: first of all. */
export interface ChannelMove {
  readonly channel: ChannelMark;
  readonly after: ChannelMark | null;
}

/** What was changed about a provider's group. */
export interface GroupEdit {
  /** See {@link groupIdOf} and {@link titleGroupIdOf}. */
  readonly id: string;
  /** Empty: the provider's name. */
  readonly name: string;
  readonly isHidden: boolean;
}

/** Everything a viewer changed about the channels. Each channel and group occurs once in each list. */
export interface LineupEdits {
  /** The viewer's own lists, in their order. */
  readonly lists: readonly LineupList[];
  readonly hidden: readonly ChannelMark[];
  readonly names: ReadonlyArray<{ readonly channel: ChannelMark; readonly name: string }>;
  /** Carried out one after the other. */
  readonly moves: readonly ChannelMove[];
  /** Channels that left their provider's groups for lists of the viewer's own. */
  readonly regrouped: readonly ChannelMark[];
  readonly groups: readonly GroupEdit[];
  readonly guides: GuideEdits;
}

/** Nothing was changed. */
export const NO_LINEUP: LineupEdits = { lists: [], hidden: [], names: [], moves: [], regrouped: [], groups: [], guides: NO_GUIDE_EDITS };

/** What a provider's group is known by: its place changes with every refresh, its name does not. */
export function groupIdOf(sourceId: SourceId, name: string): string {
  return `${sourceId}:${name}`;
}

/** What a provider's group of films or of series is known by; beside those of channels, which may have the same name. */
export function titleGroupIdOf(kind: 'movie' | 'series', sourceId: SourceId, name: string): string {
  return `${kind}|${groupIdOf(sourceId, name)}`;
}

/** Whether an id is one of {@link titleGroupIdOf}: ids of sources hold no such sign. */
export function isTitleGroupId(id: string): boolean {
  return /^(?:movie|series)\|/.test(id);
}

/** Whether anything was changed at all. */
export function hasLineupEdits(edits: LineupEdits): boolean {
  return hasListEdits(edits) || hasGuideEdits(edits.guides);
}

/** Whether which channels are listed, how and where, was changed. */
export function hasListEdits(edits: LineupEdits): boolean {
  return edits.lists.length + edits.hidden.length + edits.names.length + edits.moves.length + edits.regrouped.length + edits.groups.length > 0;
}

function readMark(value: unknown): ChannelMark | null {
  const fields = asFields(value);
  const key = fields === null ? '' : textOf(fields, 'key');
  return fields === null || key === '' ? null : { key: key as ItemKey, guideKey: textOf(fields, 'guideKey'), name: textOf(fields, 'name') };
}

function readMarks(fields: Fields, name: string): readonly ChannelMark[] {
  return listOf(fields, name).map(readMark).filter((mark): mark is ChannelMark => mark !== null);
}

/** Judges stored edits; what cannot be read is left out. */
export function parseLineup(value: unknown): LineupEdits {
  const fields = asFields(value);
  if (fields === null) return NO_LINEUP;
  return {
    lists: rowsOf(listOf(fields, 'lists'), (list) => {
      const id = textOf(list, 'id');
      return id === '' ? null : { id, name: textOf(list, 'name'), members: readMarks(list, 'members') };
    }),
    hidden: readMarks(fields, 'hidden'),
    names: rowsOf(listOf(fields, 'names'), (entry) => {
      const channel = readMark(entry['channel']);
      return channel === null ? null : { channel, name: textOf(entry, 'name') };
    }),
    moves: rowsOf(listOf(fields, 'moves'), (entry) => {
      const channel = readMark(entry['channel']);
      return channel === null ? null : { channel, after: readMark(entry['after']) };
    }),
    regrouped: readMarks(fields, 'regrouped'),
    groups: rowsOf(listOf(fields, 'groups'), (group) => {
      const id = textOf(group, 'id');
      return id === '' ? null : { id, name: textOf(group, 'name'), isHidden: group['isHidden'] === true };
    }),
    guides: parseGuideEdits(fields['guides'], readMark),
  };
}
