import type { ItemKey } from '#core/base';
import type { WireLineupEdit, WirePhoneChannel, WireSetLetter } from '#core/wire';
import type { FavouritesModel } from '#model/favourites';
import type { LineupModel } from '#model/lineup';

/** Channels in one letter. */
const PAGE = 40;
/** Groups a phone is shown; nobody scrolls further on a phone. */
const MOST_GROUPS = 400;

/** The line-up as a phone sees and changes it. Every change can be undone, on the phone as on the set. */
export class ArrangeByPhone {
  private readonly lineup: LineupModel;
  private readonly favourites: FavouritesModel;

  constructor(lineup: LineupModel, favourites: FavouritesModel) {
    this.lineup = lineup;
    this.favourites = favourites;
  }

  /** Groups, hidden ones too. */
  groups(id: number): WireSetLetter {
    const { groups, canUndo } = this.lineup;
    const rows = groups.peek().slice(0, MOST_GROUPS).map((group) => ({ id: group.id, name: group.name, count: group.count, isHidden: group.isHidden, canHide: group.id !== 'all' && !group.isOwn }));
    return { kind: 'groups', id, groups: rows, canUndo: canUndo.peek() };
  }

  /** Channels of a group from a place on. */
  channels(id: number, group: string, from: number): WireSetLetter {
    const channels = this.lineup.channelsOf(group);
    const rows: WirePhoneChannel[] = [];
    for (let index = from; index < Math.min(channels.length, from + PAGE); index += 1) {
      const channel = channels.at(index);
      if (channel !== null) rows.push({ key: channel.key, name: channel.name, number: channel.number, isHidden: channel.isHidden, isFavourite: this.favourites.has(channel.key) });
    }
    return { kind: 'channels', id, group, from, total: channels.length, rows };
  }

  /** Carries a change out; resolves when it is seen. */
  async edit(edit: WireLineupEdit): Promise<void> {
    const { lineup } = this;
    switch (edit.op) {
      case 'hide':
      case 'show':
        lineup.setHidden([edit.key as ItemKey], edit.op === 'hide');
        break;
      case 'favourite':
        this.favourites.toggle(edit.key as ItemKey);
        break;
      case 'rename':
        lineup.rename(edit.key as ItemKey, edit.name);
        break;
      case 'move':
        lineup.move(edit.group, [edit.key as ItemKey], edit.place);
        break;
      case 'hide-group':
      case 'show-group':
        lineup.setGroupHidden(edit.group, edit.op === 'hide-group');
        break;
      case 'rename-group':
        lineup.renameGroup(edit.group, edit.name);
        break;
      case 'undo':
        lineup.undo();
    }
    await lineup.settled();
  }
}
