import type { ItemKey } from '#core/base';
import type { Translator } from '#model/i18n';
import type { LineupGroup, LineupModel, LineupPlace } from '#model/lineup';
import type { IconName } from '#ui/engine';

/** Something to do with channels or a group. */
export interface LineupAction {
  readonly id: string;
  readonly label: string;
  readonly icon: IconName;
  run(): void;
}

/** What actions ask and do beyond the model. */
export interface ActionHelp {
  readonly translator: Translator;
  readonly lineup: LineupModel;
  /** Asks for a name. */
  askName(title: string, value: string, onName: (name: string) => void): void;
  /** Asks for one of the viewer's own lists, or a new one; told its group. */
  askList(title: string, onList: (groupId: string) => void): void;
  /** What was chosen is done with. */
  done(): void;
}

/** The channels that are worked on. */
export interface ChosenChannels {
  readonly keys: readonly ItemKey[];
  readonly group: LineupGroup;
  /** Name of the only one; empty for several. */
  readonly name: string;
  /** Whether all of them are hidden. */
  readonly isHidden: boolean;
}

const PLACES: ReadonlyArray<readonly [LineupPlace, IconName]> = [['up', 'up'], ['down', 'down'], ['top', 'shift'], ['bottom', 'enter']];

/** What can be done with chosen channels, and with the whole line-up. */
export function channelActions(help: ActionHelp, { keys, group, name, isHidden }: ChosenChannels): readonly LineupAction[] {
  const { lineup, translator, done } = help;
  const { t } = translator;
  const [only] = keys;
  const actions: LineupAction[] = [];
  const add = (id: string, icon: IconName, run: () => void): void => {
    actions.push({ id, label: t(`lineup.${id}`), icon, run });
  };
  if (only !== undefined) {
    add(isHidden ? 'show' : 'hide', isHidden ? 'eye' : 'x', () => {
      lineup.setHidden(keys, !isHidden);
      done();
    });
    for (const [place, icon] of PLACES) add(place, icon, () => lineup.move(group.id, keys, place));
    if (keys.length === 1) add('rename', 'pencil', () => help.askName(t('lineup.rename'), name, (next) => lineup.rename(only, next)));
    add('add-to', 'plus', () => help.askList(t('lineup.add-to'), (list) => {
      lineup.addTo(list, keys);
      done();
    }));
    add('move-to', 'folder', () => help.askList(t('lineup.move-to'), (list) => {
      lineup.moveTo(list, keys);
      done();
    }));
    if (group.isOwn) {
      add('take-from', 'minus', () => {
        lineup.takeFrom(group.id, keys);
        done();
      });
    }
  }
  if (lineup.canUndo.value) add('undo', 'back', () => lineup.undo());
  if (lineup.isChanged.value) add('reset', 'restart', () => lineup.reset());
  return actions;
}

/** What can be done with a group, and making a new list. */
export function groupActions(help: ActionHelp, group: LineupGroup): readonly LineupAction[] {
  const { lineup, translator } = help;
  const { t } = translator;
  const actions: LineupAction[] = [];
  const add = (id: string, icon: IconName, run: () => void): void => {
    actions.push({ id, label: t(`lineup.${id}`), icon, run });
  };
  add('new-list', 'plus', () => help.askName(t('lineup.new-list'), '', (name) => lineup.addList(name)));
  if (group.id === 'all') return actions;
  add('rename', 'pencil', () => help.askName(t('lineup.rename'), group.name, (name) => lineup.renameGroup(group.id, name)));
  if (group.isOwn) add('remove-list', 'minus', () => lineup.removeList(group.id));
  else add(group.isHidden ? 'show' : 'hide', group.isHidden ? 'eye' : 'x', () => lineup.setGroupHidden(group.id, !group.isHidden));
  return actions;
}
