import { LEAVE, stepLine } from '#core/focus';
import type { EdgePolicy } from '#core/focus';
import { View } from '#ui/engine';
import type { AnyView, KeyPress } from '#ui/engine';
import { ListItem } from '#ui/components';
import type { ListItemProps } from '#ui/components';

/** What {@link RowStack} is made with. */
export interface RowStackProps {
  readonly width: number;
  /** Rows that end below it are not shown. */
  readonly height: number;
  readonly gap: number;
  /** What Up on the first row does; Down on the last ends there. */
  readonly top: EdgePolicy;
}

/** Rows below each other; more than fit are shown from the first that lets the focused one be seen. */
export class RowStack extends View<RowStackProps> {
  declare private items: readonly ListItem[];
  declare private cursor: number;

  /** The rows, from the top. */
  get rows(): readonly ListItem[] {
    return this.items;
  }

  /** Number from 0 of the row that has the focus. */
  get at(): number {
    return this.cursor;
  }

  /** Makes these rows instead of those it had; their owner shows something on each and calls {@link moveTo}. */
  setRows(rows: ReadonlyArray<Omit<ListItemProps, 'width'>>): void {
    for (const item of this.items) this.drop(item);
    this.items = rows.map((row) => this.add(ListItem, { ...row, width: this.props.width }));
  }

  /** Gives a row the focus of the stack and lays the rows out. */
  moveTo(index: number): void {
    this.cursor = index;
    this.layOut();
  }

  override _getFocused(): AnyView {
    return this.items[this.cursor] ?? this;
  }

  override focusChild(child: AnyView): boolean {
    const at = this.items.findIndex((item) => item === child);
    if (at === -1) return false;
    this.goTo(at);
    return true;
  }

  override _handleUp(press: KeyPress): boolean {
    return this.step(-1, press.isHeld, this.props.top);
  }

  override _handleDown(press: KeyPress): boolean {
    return this.step(1, press.isHeld, 'stop');
  }

  protected override build(): void {
    this.items = [];
    this.cursor = 0;
    this.w = this.props.width;
    this.h = this.props.height;
  }

  private step(delta: 1 | -1, isHeld: boolean, edge: EdgePolicy): boolean {
    const next = stepLine(this.cursor, this.items.length, delta, isHeld, edge);
    if (next === LEAVE) return false;
    this.goTo(next);
    return true;
  }

  private goTo(index: number): void {
    this.moveTo(index);
    this.ui.focus.check();
  }

  private layOut(): void {
    const { height, gap } = this.props;
    let first = 0;
    while (first < this.cursor && this.spanOf(first, this.cursor) > height) first += 1;
    let y = 0;
    this.items.forEach((item, index) => {
      item.visible = index >= first && y + item.h <= height;
      item.y = y;
      if (index >= first) y += item.h + gap;
    });
  }

  /** Height of the rows `from`..`to` together. */
  private spanOf(from: number, to: number): number {
    const { gap } = this.props;
    let height = -gap;
    for (let i = from; i <= to; i += 1) height += (this.items[i]?.h ?? 0) + gap;
    return height;
  }
}
