import { stepLine } from '#core/focus';
import { ListItem } from '#ui/components';
import type { IconName } from '#ui/engine';
import { View } from '#ui/engine';
import type { AnyView, KeyPress } from '#ui/engine';

/** A section as the left list shows it. */
export interface SectionSpec {
  readonly id: string;
  readonly label: string;
  readonly icon: IconName;
}

/** How the left list is made. */
export interface SectionListProps {
  readonly sections: readonly SectionSpec[];
  readonly name: string;
  /** Another section has the cursor. */
  onMove(id: string): void;
  /** OK on a section. */
  onPress(): void;
}

const WIDTH = 452;
/** From the mock; large text makes rows higher. */
const GAP = 12;

/** The sections of the settings: what has the cursor is shown beside it. Left and Right are handed on. */
export class SectionList extends View<SectionListProps> {
  declare private items: ListItem[];
  declare private cursor: number;

  /** Id of the section with the cursor. */
  get focusedId(): string {
    return this.props.sections[this.cursor]?.id ?? '';
  }

  /** Puts the cursor on a section; unknown ids change nothing. */
  focusId(id: string): void {
    const index = this.props.sections.findIndex((section) => section.id === id);
    if (index !== -1) this.moveTo(index);
  }

  override describeGroup(): string {
    return this.props.name;
  }

  override focusChild(child: AnyView): boolean {
    const index = this.items.findIndex((item) => item === child);
    if (index === -1) return false;
    this.moveTo(index);
    return true;
  }

  override _getFocused(): AnyView {
    return this.items[this.cursor] ?? this;
  }

  override _handleUp(press: KeyPress): boolean {
    return this.step(-1, press.isHeld);
  }

  override _handleDown(press: KeyPress): boolean {
    return this.step(1, press.isHeld);
  }

  protected override build(): void {
    this.cursor = 0;
    this.w = WIDTH;
    let y = 0;
    this.items = this.props.sections.map(() => {
      const item = this.add(ListItem, { width: WIDTH, look: 'pill', onPress: () => this.props.onPress() }, { y });
      y += item.h + GAP;
      return item;
    });
    this.h = y;
    this.show();
  }

  private step(delta: 1 | -1, isHeld: boolean): boolean {
    this.moveTo(Math.max(0, stepLine(this.cursor, this.items.length, delta, isHeld, 'stop')));
    return true;
  }

  private moveTo(index: number): void {
    if (index === this.cursor) return;
    this.cursor = index;
    this.show();
    this.ui.focus.check();
    this.props.onMove(this.focusedId);
  }

  private show(): void {
    const { sections } = this.props;
    sections.forEach((section, index) => {
      this.items[index]?.show({ ...section, role: 'tab', isSelected: index === this.cursor, index: index + 1, count: sections.length });
    });
  }
}
