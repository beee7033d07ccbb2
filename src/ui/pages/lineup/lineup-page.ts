import type { ItemKey } from '#core/base';
import { computed, signal } from '#core/state';
import type { Signal } from '#core/state';
import type { LineupChannels, LineupGroup, LineupModel } from '#model/lineup';
import { Ambient, CheckBox, ListItem, VirtualList } from '#ui/components';
import { CANVAS_HEIGHT, createView } from '#ui/engine';
import type { AnyView, KeyPress, Text } from '#ui/engine';
import { SAFE } from '#ui/theme';
import { askChoice } from '../choice/choice-panel';
import { askText } from '../forms/ask-text';
import { HearthPage } from '../hearth-page';
import { ListCell } from '../list-cell';
import type { PageProps } from '../page-props';
import { channelActions, groupActions } from './lineup-actions';
import type { ActionHelp, ChosenChannels, LineupAction } from './lineup-actions';

/** How the page is made. */
export interface LineupPageProps extends PageProps {
  readonly lineup: LineupModel;
}

type Area = 'groups' | 'channels' | 'actions';

/** Three columns inside the safe area, pixels. */
const TITLE_Y = SAFE.top - 4;
const REPORT_Y = 116;
const TOP = 176;
const GROUPS = { x: 96, w: 400 } as const;
const CHANNELS = { x: 536, w: 760, h: 68 } as const;
const ACTIONS = { x: 1336, w: 488 } as const;
const GAP = 8;
const LOST_NAMED = 3;
const LONGEST_NAME = 40;
const NEW_LIST = 'new';
const NO_GROUP: LineupGroup = { id: 'all', name: '', count: 0, isOwn: false, isHidden: false };

/**
 * The viewer's own line-up: groups, their channels, and what can be done with those that are ticked, or with the one in focus. OK ticks a
 * channel and opens what can be done with a group; red takes the last change back.
 */
export class LineupPage extends HearthPage<LineupPageProps> {
  declare private area: Area;
  declare private groups: VirtualList<ListCell>;
  declare private channels: VirtualList<CheckBox>;
  declare private actions: VirtualList<ListCell>;
  declare private report: Text;
  declare private group: Signal<string>;
  declare private current: Signal<ItemKey | ''>;
  declare private ticked: Signal<ReadonlySet<ItemKey>>;
  declare private shown: LineupChannels;
  declare private offered: readonly LineupAction[];

  override pageTitle(): string {
    return this.props.app.translator.t('lineup.title');
  }

  override enter(): void {
    const { route } = this.props.entry;
    const channel = route.name === 'lineup' ? route.channel : undefined;
    if (channel !== undefined && this.channels.focusId(channel)) this.area = 'channels';
  }

  override isAtTop(): boolean {
    return this.area === 'groups';
  }

  override focusChild(child: AnyView): boolean {
    const areas: ReadonlyArray<readonly [AnyView, Area]> = [[this.groups, 'groups'], [this.channels, 'channels'], [this.actions, 'actions']];
    const found = areas.find(([view]) => view === child);
    if (found === undefined) return false;
    [, this.area] = found;
    return true;
  }

  override _getFocused(): AnyView {
    if (this.area === 'actions' && this.offered.length > 0) return this.actions;
    return this.area !== 'groups' && this.channels.length > 0 ? this.channels : this.groups;
  }

  override _handleLeft(press: KeyPress): boolean {
    if (!press.isHeld) this.goTo(this.area === 'actions' ? 'channels' : 'groups');
    return true;
  }

  override _handleRight(press: KeyPress): boolean {
    if (!press.isHeld) this.goTo(this.area === 'groups' ? 'channels' : 'actions');
    return true;
  }

  override _handleBack(press: KeyPress): boolean {
    if (this.area === 'groups') return super._handleBack(press);
    this.goTo(this.area === 'actions' ? 'channels' : 'groups');
    return true;
  }

  override _handleRed(_press: KeyPress): boolean {
    this.props.lineup.undo();
    return true;
  }

  protected override build(): void {
    this.area = 'groups';
    this.group = signal('all');
    this.current = signal<ItemKey | ''>('');
    this.ticked = signal<ReadonlySet<ItemKey>>(new Set());
    this.offered = [];
    this.shown = { length: 0, at: () => null, indexOf: () => -1 };
    this.add(Ambient, {});
    this.addText({ style: 'title2', content: this.pageTitle() }, GROUPS.x, TITLE_Y);
    this.report = this.addText({ style: 'caption', color: this.theme.color.text2, maxWidth: ACTIONS.x + ACTIONS.w - GROUPS.x }, GROUPS.x, REPORT_Y);
    this.buildColumns();
    this.follow();
  }

  private buildColumns(): void {
    const { t } = this.props.app.translator;
    const { rowGain } = this.theme;
    const room = CANVAS_HEIGHT - SAFE.bottom - TOP + GAP;
    const rows = (height: number): { readonly pitch: number; readonly visible: number } => ({ pitch: height + GAP, visible: Math.floor(room / (height + GAP)) });
    this.groups = this.add(
      VirtualList<ListCell>,
      {
        width: GROUPS.w,
        ...rows(ListItem.heightOf('pill', rowGain)),
        name: t('lineup.groups'),
        createCell: (stage) => createView(stage, ListCell, { width: GROUPS.w, look: 'pill', onPress: () => this.openGroup() }),
        bindCell: (cell, index) => this.bindGroup(cell, index),
        onMove: () => this.chooseGroup(),
      },
      { x: GROUPS.x, y: TOP },
    );
    const height = CHANNELS.h + rowGain;
    this.channels = this.add(
      VirtualList<CheckBox>,
      {
        width: CHANNELS.w,
        ...rows(height),
        name: t('lineup.channels'),
        createCell: (stage) => createView(stage, CheckBox, { width: CHANNELS.w, height, onPress: () => this.tick() }),
        bindCell: (cell, index) => this.bindChannel(cell, index),
        onMove: (index) => (this.current.value = this.shown.at(index)?.key ?? ''),
      },
      { x: CHANNELS.x, y: TOP },
    );
    this.actions = this.add(
      VirtualList<ListCell>,
      {
        width: ACTIONS.w,
        ...rows(ListItem.heightOf('action', rowGain)),
        name: t('lineup.actions'),
        createCell: (stage) => createView(stage, ListCell, { width: ACTIONS.w, look: 'action', onPress: () => this.act() }),
        bindCell: (cell, index) => {
          const action = this.offered[index];
          if (action !== undefined) cell.show({ id: action.id, label: action.label, icon: action.icon }, index, this.offered.length);
        },
      },
      { x: ACTIONS.x, y: TOP },
    );
  }

  private follow(): void {
    const { lineup } = this.props;
    this.bind(lineup.groups, (groups) => {
      this.groups.setItems({ length: groups.length, idAt: (index) => groups[index]?.id ?? '', indexOf: (id) => groups.findIndex((group) => group.id === id) });
      this.chooseGroup();
    });
    this.bind(computed(() => [lineup.channelsOf(this.group.value), this.ticked.value] as const), ([channels]) => {
      this.shown = channels;
      this.channels.setItems({ length: channels.length, idAt: (index) => channels.at(index)?.key ?? '', indexOf: (id) => channels.indexOf(id) });
      this.current.value = channels.at(this.channels.index)?.key ?? '';
      this.ui.focus.check();
    });
    this.bind(computed(() => channelActions(this.help, this.chosen())), (actions) => {
      this.offered = actions;
      this.actions.setItems({ length: actions.length, idAt: (index) => actions[index]?.id ?? '', indexOf: (id) => actions.findIndex((action) => action.id === id) });
      this.ui.focus.check();
    });
    this.bind(computed(() => this.reportText()), (text) => (this.report.content = text));
  }

  private get help(): ActionHelp {
    const { app, lineup } = this.props;
    const { translator } = app;
    return {
      translator,
      lineup,
      askName: (title, value, onName) => askText(this.ui, translator, { id: 'lineup-name', title, label: translator.t('profiles.name'), value, longest: LONGEST_NAME, onText: onName }),
      askList: (title, onList) => this.askList(title, onList),
      done: () => (this.ticked.value = new Set()),
    };
  }

  /** What is worked on: what is ticked, else the channel in focus. Read inside an effect. */
  private chosen(): ChosenChannels {
    const group = this.props.lineup.groups.value.find(({ id }) => id === this.group.value) ?? NO_GROUP;
    const channels = this.props.lineup.channelsOf(group.id);
    const current = this.current.value;
    const keys = this.ticked.value.size > 0 ? Array.from(this.ticked.value) : current === '' ? [] : [current];
    const found = keys.map((key) => channels.at(channels.indexOf(key)));
    return { keys, group, name: keys.length === 1 ? (found[0]?.name ?? '') : '', isHidden: found.length > 0 && found.every((channel) => channel?.isHidden === true) };
  }

  /** What was found again, and what is not there now; the hint while nothing is changed. */
  private reportText(): string {
    const { t } = this.props.app.translator;
    const { same, byGuide, byName, lost } = this.props.lineup.report.value;
    if (this.ticked.value.size > 0) return t('lineup.ticked', { count: this.ticked.value.size });
    if (!this.props.lineup.isChanged.value) return t('lineup.hint');
    const found = t('lineup.found', { count: same + byGuide + byName });
    if (lost.length === 0) return found;
    return `${found} · ${t('lineup.lost', { count: lost.length, names: lost.slice(0, LOST_NAMED).join(', ') })}`;
  }

  private bindGroup(cell: ListCell, index: number): void {
    const groups = this.props.lineup.groups.peek();
    const group = groups[index];
    if (group === undefined) return;
    const { t, format } = this.props.app.translator;
    const value = group.isHidden ? t('lineup.is-hidden') : format.number(group.count);
    cell.show({ id: group.id, label: group.name, value, role: 'tab', isSelected: group.id === this.group.peek() }, index, groups.length);
  }

  private bindChannel(cell: CheckBox, index: number): void {
    const channel = this.shown.at(index);
    if (channel === null) return;
    const { key, name, number, isHidden } = channel;
    cell.show({
      id: key,
      label: number === '' ? name : `${number}  ${name}`,
      countText: isHidden ? this.props.app.translator.t('lineup.is-hidden') : '',
      isChecked: this.ticked.peek().has(key),
      isEmpty: isHidden,
      index: index + 1,
      count: this.shown.length,
    });
  }

  private chooseGroup(): void {
    const id = this.groups.currentId;
    if (id === '' || id === this.group.peek()) return;
    this.group.value = id;
    this.ticked.value = new Set();
    this.groups.refresh();
    this.channels.focusIndex(0);
  }

  private openGroup(): void {
    const group = this.props.lineup.groups.peek()[this.groups.index];
    if (group === undefined) return;
    const actions = groupActions(this.help, group);
    askChoice(this.ui, { id: 'lineup-group', title: group.name, choices: actions, selected: '', onChoose: (id) => actions.find((action) => action.id === id)?.run() });
  }

  private askList(title: string, onList: (groupId: string) => void): void {
    const { app, lineup } = this.props;
    const { t } = app.translator;
    const lists = lineup.groups.peek().filter(({ isOwn }) => isOwn).map(({ id, name }) => ({ id, label: name }));
    const make = (): void => this.help.askName(t('lineup.new-list'), '', (name) => onList(lineup.addList(name)));
    if (lists.length === 0) make();
    else askChoice(this.ui, { id: 'lineup-list', title, choices: lists.concat({ id: NEW_LIST, label: t('lineup.new-list') }), selected: '', onChoose: (id) => (id === NEW_LIST ? make() : onList(id)) });
  }

  private tick(): void {
    const key = this.shown.at(this.channels.index)?.key;
    if (key === undefined) return;
    const next = new Set(this.ticked.peek());
    if (!next.delete(key)) next.add(key);
    this.ticked.value = next;
  }

  private act(): void {
    this.offered[this.actions.index]?.run();
  }

  private goTo(area: Area): void {
    this.area = area;
    this.ui.focus.check();
  }
}
