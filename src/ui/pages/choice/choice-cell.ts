import { ListItem } from '#ui/components';
import { View } from '#ui/engine';
import type { AnyView } from '#ui/engine';

/** One of several answers. */
export interface Choice {
  readonly id: string;
  readonly label: string;
}

/** How a row of choices is made. */
export interface ChoiceCellProps {
  readonly width: number;
  onPress(): void;
}

/** A row of a choice panel. */
export class ChoiceCell extends View<ChoiceCellProps> {
  declare private item: ListItem;

  /** Shows a choice, the `index`th (from 0) of `count`. */
  show(choice: Choice, isSelected: boolean, index: number, count: number): void {
    this.item.show({ id: choice.id, label: choice.label, role: 'radio', isSelected, index: index + 1, count });
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
    this.item = this.add(ListItem, { width, look: 'option', onPress });
    this.w = width;
    this.h = this.item.h;
  }
}
