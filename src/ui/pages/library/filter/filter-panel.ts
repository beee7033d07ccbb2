import type { Translator } from '#model/i18n';
import type { FilterGroup, FilterValue, LibraryGrid } from '#model/library';
import { ButtonRow, PillStrip, VirtualList } from '#ui/components';
import type { CheckBoxContent } from '#ui/components';
import { createView } from '#ui/engine';
import type { AnyView, KeyPress, Text } from '#ui/engine';
import { SidePanel } from '../../side-panel';
import type { SidePanelProps } from '../../side-panel';
import { CheckRow } from './check-row';

/** How the panel is made. */
export interface FilterPanelProps extends SidePanelProps {
  readonly grid: LibraryGrid;
  readonly translator: Translator;
  onChange(): void;
}

type Area = 'tabs' | 'values' | 'buttons';

/** From the mock g2-movies-filter, pixels. */
const GROUND_X = 1156;
const CONTENT = { x: 1216, w: 608 } as const;
const TITLE_Y = 64;
const MATCH_Y = 76;
const TABS_Y = 144;
const TABS_INSET = 12;
const VALUES = { y: 243, pitch: 84, height: 68, gap: 16, rows: 7 } as const;
const BUTTONS_Y = 872;
const MATCH_GAP = 32;

/** What a grid can be filtered by, with how many titles each value leaves. Every choice holds at once; Back, Left and the first button close, red clears. */
export class FilterPanel extends SidePanel<FilterPanelProps> {
  declare private groups: readonly FilterGroup[];
  declare private group: string;
  declare private tabs: PillStrip;
  declare private list: VirtualList<CheckRow>;
  declare private buttons: ButtonRow;
  declare private match: Text;
  declare private column: { value: 0 | 1 };
  declare private area: Area;

  override get overlayId(): string {
    return 'filters';
  }

  override overlayTitle(): string {
    return `${this.props.translator.t('library.filter')}, ${this.matchText}`;
  }

  override _getFocused(): AnyView {
    return { tabs: this.tabs, values: this.list, buttons: this.buttons }[this.area];
  }

  override focusChild(child: AnyView): boolean {
    const areas: ReadonlyArray<readonly [AnyView, Area]> = [[this.tabs, 'tabs'], [this.list, 'values'], [this.buttons, 'buttons']];
    const found = areas.find(([view]) => view === child);
    if (found === undefined) return false;
    [, this.area] = found;
    return true;
  }

  override _handleUp(press: KeyPress): boolean {
    if (press.isHeld) return true;
    return this.goTo(this.area === 'buttons' ? 'values' : 'tabs');
  }

  override _handleDown(press: KeyPress): boolean {
    if (press.isHeld) return true;
    return this.goTo(this.area === 'tabs' ? 'values' : 'buttons');
  }

  override _handleRed(_press: KeyPress): boolean {
    this.clear();
    return true;
  }

  protected override build(): void {
    const { grid, translator } = this.props;
    const { t } = translator;
    this.drawGround(GROUND_X);
    this.area = 'values';
    this.column = { value: 0 };
    this.groups = grid.filterGroups();
    this.group = this.groups[0]?.id ?? '';
    const title = this.addText({ style: 'title2', content: t('library.filter') }, CONTENT.x, TITLE_Y);
    this.match = this.addText({ style: 'meta', color: this.theme.color.text2, maxWidth: CONTENT.w - title.width - MATCH_GAP });
    this.tabs = this.add(
      PillStrip,
      { width: CONTENT.w + TABS_INSET, look: 'tab', choosesOn: 'move', name: t('library.filter'), onChoose: (id) => this.chooseGroup(id) },
      { x: CONTENT.x, y: TABS_Y },
    );
    this.list = this.add(
      VirtualList<CheckRow>,
      {
        width: CONTENT.w,
        pitch: VALUES.pitch,
        visible: VALUES.rows,
        edge: 'leave',
        createCell: (stage) => createView(stage, CheckRow, { width: CONTENT.w, height: VALUES.height, gap: VALUES.gap, column: this.column, onPress: (id: string) => this.toggle(id) }),
        bindCell: (cell, index) => cell.show(this.contentsOf(index)),
      },
      { x: CONTENT.x, y: VALUES.y },
    );
    this.buttons = this.add(ButtonRow, { maxWidth: CONTENT.w, gap: 20, name: t('library.filter') }, { x: CONTENT.x, y: BUTTONS_Y });
    this.tabs.setPills(this.groups.map(({ id, label }) => ({ id, label })), this.group);
    this.showValues();
    this.showMatch();
    this.bind(grid.countText, () => this.showMatch());
  }

  private get matchText(): string {
    return this.props.translator.t('library.match', { titles: this.props.grid.countText.peek() });
  }

  private get values(): readonly FilterValue[] {
    return this.groups.find(({ id }) => id === this.group)?.values ?? [];
  }

  private contentsOf(row: number): readonly CheckBoxContent[] {
    const { format } = this.props.translator;
    const { values } = this;
    return values.slice(row * 2, row * 2 + 2).map(({ id, label, count, isChosen }, index) => ({
      id,
      label,
      countText: format.number(count),
      isChecked: isChosen,
      isEmpty: count === 0,
      index: row * 2 + index + 1,
      count: values.length,
    }));
  }

  private showValues(): void {
    const { values } = this;
    this.list.setItems({
      length: Math.ceil(values.length / 2),
      idAt: (index) => values[index * 2]?.id ?? '',
      indexOf: (id) => Math.floor(values.findIndex((value) => value.id === id) / 2),
    });
  }

  private showMatch(): void {
    const { grid, translator } = this.props;
    const { t } = translator;
    this.match.content = this.matchText;
    this.match.moveTo(CONTENT.x + CONTENT.w - this.match.width, MATCH_Y);
    this.buttons.setButtons([
      { id: 'show', label: t('library.show', { titles: grid.countText.peek() }), kind: 'purchase', onPress: () => this.props.close() },
      { id: 'clear', label: t('library.clear'), onPress: () => this.clear() },
    ]);
  }

  private chooseGroup(id: string): void {
    this.group = id;
    this.column.value = 0;
    this.showValues();
    this.list.focusIndex(0);
  }

  private toggle(id: string): void {
    this.props.grid.toggleFilter(id);
    this.changed();
  }

  private clear(): void {
    this.props.grid.clearFilters();
    this.changed();
  }

  private changed(): void {
    this.groups = this.props.grid.filterGroups();
    this.showValues();
    this.showMatch();
    this.props.onChange();
  }

  private goTo(area: Area): boolean {
    this.area = area;
    this.ui.focus.check();
    return true;
  }
}
