import { CheckBox } from '#ui/components';
import type { CheckBoxContent } from '#ui/components';
import { View } from '#ui/engine';
import type { AnyView, KeyPress } from '#ui/engine';

/** How a row is made. */
export interface CheckRowProps {
  readonly width: number;
  readonly height: number;
  readonly gap: number;
  /** The column of the cursor, shared by all rows. */
  readonly column: { value: 0 | 1 };
  onPress(id: string): void;
}

/** Two values side by side. Left at the first is handed on, Right at the last ends here. */
export class CheckRow extends View<CheckRowProps> {
  declare private boxes: readonly [CheckBox, CheckBox];
  declare private ids: readonly string[];

  /** Shows one or two values. */
  show(values: readonly CheckBoxContent[]): void {
    this.ids = values.map((value) => value.id);
    this.boxes.forEach((box, index) => {
      const value = values[index];
      box.visible = value !== undefined;
      if (value !== undefined) box.show(value);
    });
  }

  /** The list's mark of its current row; not drawn here. */
  setCurrent(_isCurrent: boolean): void {
    // The box with the focus is drawn by itself.
  }

  override focusChild(child: AnyView): boolean {
    const index = this.boxes.findIndex((box) => box === child);
    if (index === -1) return false;
    this.props.column.value = index === 1 ? 1 : 0;
    return true;
  }

  override _getFocused(): AnyView {
    return this.boxes[this.props.column.value < this.ids.length ? this.props.column.value : 0];
  }

  override _handleLeft(press: KeyPress): boolean {
    if (this.props.column.value === 0) return press.isHeld;
    return this.goTo(0);
  }

  override _handleRight(_press: KeyPress): boolean {
    return this.ids.length < 2 || this.goTo(1);
  }

  protected override build(): void {
    const { width, height, gap } = this.props;
    this.w = width;
    this.h = height;
    this.ids = [];
    const boxWidth = (width - gap) / 2;
    const make = (index: 0 | 1): CheckBox => this.add(CheckBox, { width: boxWidth, height, onPress: () => this.press(index) }, { x: index * (boxWidth + gap) });
    this.boxes = [make(0), make(1)];
  }

  private press(index: 0 | 1): void {
    this.props.column.value = index;
    this.props.onPress(this.ids[index] ?? '');
  }

  private goTo(column: 0 | 1): boolean {
    this.props.column.value = column;
    this.ui.focus.check();
    return true;
  }
}
