import { ListItem } from '#ui/components';
import { View } from '#ui/engine';
import type { AnyView, IconName } from '#ui/engine';

/** How a row of the options panel is made. */
export interface OptionCellProps {
  readonly width: number;
  /** OK on the row at `index`. */
  onPress(index: number): void;
}

/** What a row shows. */
export interface OptionRow {
  readonly id: string;
  readonly label: string;
  readonly icon: IconName;
}

/** A row of the options panel. */
export class OptionCell extends View<OptionCellProps> {
  declare private item: ListItem;
  declare private index: number;

  /** Shows the `index`th (from 0) of `count` options. */
  show(option: OptionRow, index: number, count: number): void {
    this.index = index;
    this.item.show({ id: option.id, label: option.label, icon: option.icon, index: index + 1, count });
  }

  /** The list marks its current row; focus alone is drawn here. */
  setCurrent(_isCurrent: boolean): void {
    // The panel always has the focus.
  }

  override _getFocused(): AnyView {
    return this.item;
  }

  protected override build(): void {
    const { width, onPress } = this.props;
    this.index = 0;
    this.item = this.add(ListItem, { width, look: 'action', onPress: () => { onPress(this.index); } });
    this.w = width;
    this.h = this.item.h;
  }
}
