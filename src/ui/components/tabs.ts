import { View } from '#ui/engine';
import type { AnyView, KeyPress } from '#ui/engine';
import { LEAVE, stepLine } from '#core/focus';
import { CONTROLS } from '#ui/theme';
import { Tab } from './tab';

/** One of several views of a page. */
export interface TabSpec {
  /** Stable: tests find the tab by it. */
  readonly id: string;
  readonly label: string;
}

/** How tabs are made. */
export interface TabsProps {
  readonly tabs: readonly TabSpec[];
  /** Id of the chosen tab. */
  readonly selected: string;
  /** Where the line must end; long labels are cut evenly to fit. */
  readonly maxWidth: number;
  /** Spoken name of the group. */
  readonly name?: string;
  /** Another tab was chosen: by moving onto it. */
  onSelect(id: string): void;
  /** OK on a tab. */
  onPress?(id: string): void;
}

/** Tabs side by side; moving onto one chooses it. Left at the first is handed on, Right at the last ends here. */
export class Tabs extends View<TabsProps> {
  declare private items: Tab[];
  declare private cursor: number;

  /** Id of the chosen tab. */
  get selectedId(): string {
    return this.props.tabs[this.cursor]?.id ?? '';
  }

  /** Chooses a tab without telling `onSelect`. */
  select(id: string): void {
    const at = this.props.tabs.findIndex((tab) => tab.id === id);
    if (at === -1 || at === this.cursor) return;
    this.items[this.cursor]?.choose(false);
    this.cursor = at;
    this.items[at]?.choose(true);
    this.ui.focus.check();
  }

  override describeGroup(): string {
    return this.props.name ?? '';
  }

  override focusChild(child: AnyView): boolean {
    const at = this.items.findIndex((item) => item === child);
    if (at === -1) return false;
    this.goTo(at);
    return true;
  }

  override textsResized(): void {
    this.layOut();
    this.ui.focus.refresh();
  }

  override _getFocused(): AnyView {
    return this.items[this.cursor] ?? this;
  }

  override _handleLeft(press: KeyPress): boolean {
    const next = stepLine(this.cursor, this.items.length, -1, press.isHeld, 'leave');
    if (next === LEAVE) return false;
    this.goTo(next);
    return true;
  }

  override _handleRight(_press: KeyPress): boolean {
    this.goTo(stepLine(this.cursor, this.items.length, 1, true, 'stop'));
    return true;
  }

  protected override build(): void {
    const { tabs, selected, maxWidth } = this.props;
    this.w = maxWidth;
    this.h = CONTROLS.tab.h;
    this.cursor = Math.max(0, tabs.findIndex((tab) => tab.id === selected));
    this.items = tabs.map(({ id, label }, index) =>
      this.add(Tab, { id, label, index: index + 1, count: tabs.length, onPress: () => this.props.onPress?.(id) }),
    );
    this.items[this.cursor]?.choose(true);
    this.layOut();
  }

  private layOut(): void {
    const { tabs, maxWidth } = this.props;
    const { gap } = CONTROLS.tab;
    const natural = this.items.reduce((sum, item) => sum + item.w, gap * (tabs.length - 1));
    const limit = natural > maxWidth ? Math.floor((maxWidth - gap * (tabs.length - 1)) / Math.max(1, tabs.length)) : 0;
    let x = 0;
    for (const item of this.items) {
      if (limit > 0) item.clampTo(limit);
      item.x = x;
      x += item.w + gap;
    }
  }

  private goTo(index: number): void {
    const tab = this.props.tabs[index];
    if (tab === undefined || index === this.cursor) return;
    this.select(tab.id);
    this.props.onSelect(tab.id);
  }
}
