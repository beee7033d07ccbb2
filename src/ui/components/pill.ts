import { Box } from '#ui/engine';
import type { Spoken, Text } from '#ui/engine';
import { CONTROLS, FOCUS } from '#ui/theme';
import { FillControl } from './fill-control';

/** How a pill is made. */
export interface PillProps {
  readonly id: string;
  readonly label: string;
  /** Said instead of the label. */
  readonly spoken?: string;
  /** `tab`: no ground of its own. `filter`: a quiet ground. */
  readonly look: 'tab' | 'filter';
  /** Something to do rather than a choice. */
  readonly isAction?: boolean;
  readonly index: number;
  readonly count: number;
  onPress(): void;
}

const LOOKS = {
  tab: { h: CONTROLS.tab.h, padX: CONTROLS.tab.padX },
  filter: { h: CONTROLS.pill.h, padX: 26 },
} as const;
/** A category's name longer than this is cut. */
const MAX_LABEL = 364;

/** One choice of a {@link PillStrip}. */
export class Pill extends FillControl<PillProps> {
  declare private box: Box;
  declare private label: Text;
  declare private isChosen: boolean;

  /** Marks the pill as the chosen one. */
  choose(isChosen: boolean): void {
    if (this.isChosen === isChosen) return;
    this.isChosen = isChosen;
    this.paint();
    if (this.hasFocus()) this.ui.focus.refresh();
  }

  override describe(): Spoken {
    const { id, label, spoken, index, count, isAction } = this.props;
    if (isAction === true) return { role: 'button', name: spoken ?? label, id, index, count };
    return { role: 'tab', name: spoken ?? label, id, index, count, isSelected: this.isChosen };
  }

  override textsResized(): void {
    this.fit();
    super.textsResized();
  }

  protected override build(): void {
    const { theme } = this;
    const { h, padX } = LOOKS[this.props.look];
    this.canPoint = true;
    this.isChosen = false;
    this.h = h;
    this.box = this.put(new Box(this.stage));
    // In high contrast the chosen one is known by its border alone.
    this.box.setUp({ radius: h / 2, border: theme.isHighContrast ? FOCUS.highContrast.ring.gap : 0, borderColor: theme.color.focus });
    this.label = this.addText({ style: 'label', content: this.props.label, maxWidth: MAX_LABEL }, padX, (h - theme.type.label.line) / 2);
    this.fit();
    this.paint();
  }

  private fit(): void {
    const { h, padX } = LOOKS[this.props.look];
    this.w = Math.ceil(this.label.width + 2 * padX);
    this.box.setSize(this.w, h);
  }

  protected override press(): void {
    this.props.onPress();
  }

  protected override paint(): void {
    const { color, mixed, isHighContrast } = this.theme;
    const isFocused = this.hasFocus();
    const isFilter = this.props.look === 'filter';
    const rest = isFilter ? mixed.button : 0;
    this.box.color = isFocused ? color.focus : this.isChosen ? (isHighContrast ? color.bg : color.surface3) : rest;
    this.box.hasBorder = !isFocused && (this.isChosen || isFilter);
    this.box.borderColor = this.isChosen ? color.focus : color.line;
    this.label.color = isFocused ? color.onFocus : this.isChosen || isFilter ? color.text : color.text2;
  }
}
