import type { CatalogSnapshot, Row } from '../catalog';
import { markOf } from './channel-mark';
import type { ChannelMark } from './channel-mark';
import type { LineupEdits } from './lineup-edits';

/** Edits whose marks are those of the channels they were found at; the same object where nothing was found anew. Lost ones stay as they are. */
export function bindEdits(edits: LineupEdits, rows: ReadonlyMap<string, Row>, catalog: CatalogSnapshot): LineupEdits {
  const bound = new Map<string, ChannelMark>();
  for (const [key, row] of Array.from(rows)) {
    const channel = catalog.channel(row);
    if (channel !== null && channel.key !== key) bound.set(key, markOf(channel));
  }
  if (bound.size === 0) return edits;
  const bind = (mark: ChannelMark): ChannelMark => bound.get(mark.key) ?? mark;
  return {
    lists: edits.lists.map((list) => ({ ...list, members: list.members.map(bind) })),
    hidden: edits.hidden.map(bind),
    names: edits.names.map(({ channel, name }) => ({ channel: bind(channel), name })),
    moves: edits.moves.map(({ channel, after }) => ({ channel: bind(channel), after: after === null ? null : bind(after) })),
    regrouped: edits.regrouped.map(bind),
    groups: edits.groups,
    guides: {
      clocks: edits.guides.clocks,
      channels: edits.guides.channels.map((edit) => ({ ...edit, channel: bind(edit.channel) })),
      chosen: edits.guides.chosen.map((edit) => ({ ...edit, channel: bind(edit.channel) })),
    },
  };
}
