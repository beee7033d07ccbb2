import { Box } from '#ui/engine';
import type { Spoken, Text } from '#ui/engine';
import { CONTROLS, FOCUS } from '#ui/theme';
import { FillControl } from './fill-control';

/** How a tab is made. */
export interface TabProps {
  readonly id: string;
  readonly label: string;
  /** Place from 1 of how many. */
  readonly index: number;
  readonly count: number;
  onPress(): void;
}

/** One tab of a line; see `Tabs`. */
export class Tab extends FillControl<TabProps> {
  declare private box: Box;
  declare private label: Text;
  declare private isChosen: boolean;

  /** Marks the tab as the chosen one. */
  choose(isChosen: boolean): void {
    this.isChosen = isChosen;
    this.paint();
  }

  /** Cuts the label so that the tab is no wider than `width`. */
  clampTo(width: number): void {
    this.label.setRoom(width - 2 * CONTROLS.tab.padX);
    this.fit();
  }

  override describe(): Spoken {
    const { id, label, index, count } = this.props;
    return { role: 'tab', name: label, id, index, count, isSelected: this.isChosen };
  }

  override textsResized(): void {
    this.fit();
    super.textsResized();
  }

  protected override build(): void {
    const { theme } = this;
    const { h, padX } = CONTROLS.tab;
    this.h = h;
    this.canPoint = true;
    this.isChosen = false;
    this.box = this.put(new Box(this.stage));
    const border = theme.isHighContrast ? FOCUS.highContrast.ring.gap : 0;
    this.box.setUp({ radius: h / 2, border, borderColor: theme.color.focus });
    this.label = this.addText({ style: 'label', content: this.props.label }, padX, (h - theme.type.label.line) / 2);
    this.fit();
    this.paint();
  }

  private fit(): void {
    const { h, padX } = CONTROLS.tab;
    this.w = Math.ceil(this.label.width + 2 * padX);
    this.box.setSize(this.w, h);
  }

  protected override press(): void {
    this.props.onPress();
  }

  protected override paint(): void {
    const { theme } = this;
    const { color } = theme;
    const isFocused = this.hasFocus();
    this.box.color = isFocused ? color.focus : this.isChosen ? (theme.isHighContrast ? color.bg : color.surface3) : 0;
    this.box.hasBorder = this.isChosen && !isFocused;
    this.label.color = isFocused ? color.onFocus : this.isChosen ? color.text : color.text2;
  }
}
