import { ListItem } from '#ui/components';
import type { ListItemContent, ListItemLook } from '#ui/components';
import { View } from '#ui/engine';
import type { AnyView } from '#ui/engine';

/** How a row of a panel's list is made. */
export interface ListCellProps {
  readonly width: number;
  readonly look: ListItemLook;
  onPress(): void;
}

/** A row of a list that always has the focus: the list marks no row, focus alone is drawn. */
export class ListCell extends View<ListCellProps> {
  declare private item: ListItem;

  /** Shows what the row stands for, the `index`th (from 0) of `count`. */
  show(content: ListItemContent, index: number, count: number): void {
    this.item.show({ ...content, index: index + 1, count });
  }

  /** The list's mark of its current row; not drawn here. */
  setCurrent(_isCurrent: boolean): void {
    // The panel always has the focus.
  }

  override _getFocused(): AnyView {
    return this.item;
  }

  protected override build(): void {
    this.item = this.add(ListItem, this.props);
    this.w = this.props.width;
    this.h = this.item.h;
  }
}
