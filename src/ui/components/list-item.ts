import { Box, Icon } from '#ui/engine';
import type { FocusLook, IconName, Spoken, Text } from '#ui/engine';
import { CONTROLS, FOCUS } from '#ui/theme';
import { FillControl } from './fill-control';
import { Switch } from './switch';

/** A row as its owner describes it. */
export interface ListItemContent {
  /** Stable: tests and focus memory find the row by it. */
  readonly id: string;
  readonly label: string;
  /** Second line, smaller. */
  readonly text?: string;
  /** What a setting is set to, at the end of the row. */
  readonly value?: string;
  readonly icon?: IconName;
  /** Default `button`. `switch` draws one, `radio` a tick while chosen. */
  readonly role?: 'button' | 'switch' | 'radio' | 'tab';
  /** State of a `switch`. */
  readonly isOn?: boolean;
  /** Chosen of several: filled while it has no focus. */
  readonly isSelected?: boolean;
  /** Focusable, but does nothing. */
  readonly isDisabled?: boolean;
  /** Spoken words for the state: `on`, `selected`. */
  readonly state?: string;
  /** Place from 1 of how many. */
  readonly index?: number;
  readonly count?: number;
}

/** What a row looks like; see {@link ListItemProps.look}. */
export type ListItemLook = 'card' | 'pill' | 'option' | 'action';

/** How a row is made. */
export interface ListItemProps {
  readonly width: number;
  /** `card`: a setting, 104 high. `pill`: an entry of a list of sections, 76. `option`: one of several choices, 72 or 92. `action`: something to do, 76. Default `card`. */
  readonly look?: ListItemLook;
  /** Whether the row has a second line; decides the height of an `option`. Default no. */
  readonly hasText?: boolean;
  onPress(): void;
}

interface Metrics {
  readonly height: number;
  readonly radius: number;
  readonly padX: number;
  readonly icon: number;
  readonly iconX: number;
  /** Where words begin beside an icon. */
  readonly iconTextX: number;
}

/** From the mocks: settings rows, their sections, and the choices of panels. */
const METRICS: Readonly<Record<ListItemLook, Metrics>> = {
  card: { height: CONTROLS.settingsRow.h, radius: FOCUS.row.radius, padX: 32, icon: 36, iconX: 32, iconTextX: 92 },
  pill: { height: 76, radius: 38, padX: 28, icon: 36, iconX: 26, iconTextX: 84 },
  action: { height: 76, radius: 38, padX: 28, icon: 34, iconX: 28, iconTextX: 88 },
  option: { height: CONTROLS.listRow.h1, radius: 18, padX: 18, icon: 32, iconX: 18, iconTextX: 66 },
};
const CARD_LOOK: FocusLook = Object.freeze({ scale: 1, radius: FOCUS.row.radius, hasRing: false, hasLift: true });
const CHEVRON = 28;
const VALUE_GAP = 14;
/** Least room between a label and its value; closer together the value goes below. */
const MIN_GAP = 32;
const LINE_GAP = 2;
const TICK_STROKE = 3;
const DISABLED_ALPHA = 0.45;

/** A row of a list: a setting, a section, a choice. Shows another item when what it stands for changes. */
export class ListItem extends FillControl<ListItemProps> {
  declare private content: ListItemContent;
  declare private metrics: Metrics;
  declare private box: Box;
  declare private icon: Icon;
  declare private label: Text;
  declare private second: Text;
  declare private value: Text;
  declare private sign: Icon;
  declare private toggle: Switch;

  /** Height of a row with one line, pixels. `rowGain`: the theme's. */
  static heightOf(look: ListItemLook, rowGain: number): number {
    return METRICS[look].height + rowGain;
  }

  /** What it shows now. */
  get shown(): ListItemContent {
    return this.content;
  }

  /** Shows something else, focused or not. */
  show(content: ListItemContent): void {
    this.content = content;
    this.layOut();
    if (this.hasFocus()) this.ui.focus.refresh();
  }

  override describe(): Spoken {
    const { content } = this;
    const role = content.role ?? 'button';
    const details = content.text;
    return {
      role,
      name: content.label,
      id: content.id,
      ...(content.state === undefined ? {} : { state: content.state }),
      ...(details === undefined || details === '' ? {} : { details }),
      ...(content.value === undefined ? {} : { value: content.value }),
      ...(content.index === undefined || content.count === undefined ? {} : { index: content.index, count: content.count }),
      ...(role === 'switch' ? { isChecked: content.isOn === true } : {}),
      ...(role === 'radio' ? { isChecked: content.isSelected === true } : {}),
      ...(role === 'tab' ? { isSelected: content.isSelected === true } : {}),
      ...(content.isDisabled === true ? { isDisabled: true } : {}),
    };
  }

  override getFocusLook(): FocusLook {
    return this.props.look === undefined || this.props.look === 'card' ? CARD_LOOK : super.getFocusLook();
  }

  protected override build(): void {
    const { theme } = this;
    const look = this.props.look ?? 'card';
    this.metrics = METRICS[look];
    this.content = { id: '', label: '' };
    this.canPoint = true;
    this.w = this.props.width;
    this.h = (look === 'option' && this.props.hasText === true ? CONTROLS.listRow.h2 : this.metrics.height) + theme.rowGain;
    this.box = this.put(new Box(this.stage));
    this.box.setUp({ radius: this.metrics.radius, border: theme.borderWidth, borderColor: theme.color.line });
    this.box.setSize(this.w, this.h);
    this.icon = this.put(new Icon(this.stage));
    this.label = this.addText({ style: look === 'card' ? 'bodyM' : 'label' });
    this.second = this.addText({ style: 'caption', weight: look === 'card' ? 400 : 500 });
    this.value = this.addText({ style: 'meta' });
    this.sign = this.put(new Icon(this.stage));
    this.toggle = this.add(Switch, {});
    this.layOut();
  }

  /** The icon at the start: the row's own, or the tick of a choice. */
  private startIcon(): IconName | '' {
    const { content } = this;
    if (content.icon !== undefined) return content.icon;
    return this.props.look === 'option' && content.isSelected === true ? 'check' : '';
  }

  private layOut(): void {
    const { content, metrics, w, h } = this;
    const isCard = this.props.look === undefined || this.props.look === 'card';
    const hasStartRoom = content.icon !== undefined || this.props.look === 'option';
    const start = hasStartRoom ? metrics.iconTextX : metrics.padX;
    const end = this.layOutEnd(isCard);
    const room = w - start - metrics.padX;
    const value = content.value ?? '';
    const isBeside = value === '' || this.label.widthOf(content.label) + MIN_GAP + this.value.widthOf(value) + end <= room;
    this.value.content = isBeside ? value : '';
    const taken = this.value.content === '' ? end : this.value.width + MIN_GAP + end;
    this.label.show(content.label, room - taken);
    // The value stands beside both lines.
    this.second.show(isBeside ? (content.text ?? '') : value, room - taken);
    if (this.value.visible) this.value.moveTo(w - metrics.padX - end - this.value.width, (h - this.value.lineHeight) / 2);
    const lines = this.label.lineHeight + (this.second.content === '' ? 0 : this.second.lineHeight + LINE_GAP);
    this.label.moveTo(start, (h - lines) / 2);
    this.second.moveTo(start, (h - lines) / 2 + this.label.lineHeight + LINE_GAP);
    this.icon.x = metrics.iconX;
    this.icon.y = (h - metrics.icon) / 2;
    this.paint();
  }

  /** Places what stands at the end: switch, chevron, tick. Answers how much room it takes. */
  private layOutEnd(isCard: boolean): number {
    const { content, metrics, w, h } = this;
    const role = content.role ?? 'button';
    this.toggle.visible = role === 'switch';
    if (role === 'switch') {
      this.toggle.x = w - metrics.padX - this.toggle.w;
      this.toggle.y = (h - this.toggle.h) / 2;
      return this.toggle.w + VALUE_GAP;
    }
    if (!isCard || role === 'tab' || (role === 'button' && content.value === undefined)) return 0;
    this.sign.x = w - metrics.padX - CHEVRON;
    this.sign.y = (h - CHEVRON) / 2;
    return CHEVRON + VALUE_GAP;
  }

  protected override press(): void {
    if (this.content.isDisabled !== true) this.props.onPress();
  }

  protected override paint(): void {
    const { content, metrics, theme } = this;
    const { color } = theme;
    const isFocused = this.hasFocus();
    const isChosen = content.isSelected === true && content.role !== 'switch';
    const isCard = this.props.look === undefined || this.props.look === 'card';
    const ground = isCard ? color.panel : 0;
    this.box.color = isFocused ? color.focus : isChosen ? (theme.isHighContrast ? color.bg : color.surface2) : ground;
    this.box.hasBorder = !isFocused && (isCard || isChosen);
    this.box.borderColor = isChosen ? color.focus : color.line;
    const isAction = this.props.look === 'action';
    this.label.color = isFocused ? color.onFocus : isCard || isChosen || isAction ? color.text : color.text2;
    if (!isCard) this.label.setWeight(isFocused || isChosen ? 600 : 500);
    this.second.color = isFocused ? color.onFocus2 : isCard ? color.text2 : color.text3;
    this.value.color = isFocused ? color.onFocus : color.text2;
    const isTick = this.props.look === 'option' && content.icon === undefined;
    const iconColor = isFocused ? color.onFocus : isTick ? color.accent : isChosen ? color.text : isAction ? color.text2 : color.text3;
    this.icon.setUp(this.startIcon(), metrics.icon, iconColor, isTick ? TICK_STROKE : 2);
    this.toggle.set(content.isOn === true, isFocused);
    this.paintSign(isCard, isFocused);
    this.alpha = content.isDisabled === true && !isFocused ? DISABLED_ALPHA : 1;
  }

  private paintSign(isCard: boolean, isFocused: boolean): void {
    const { content } = this;
    const { color } = this.theme;
    const role = content.role ?? 'button';
    if (isCard && role === 'radio') {
      this.sign.setUp(content.isSelected === true ? 'check' : '', CHEVRON, isFocused ? color.onFocus : color.accent, TICK_STROKE);
    } else {
      const isOpening = isCard && role === 'button' && content.value !== undefined;
      this.sign.setUp(isOpening ? 'right' : '', CHEVRON, isFocused ? color.onFocus2 : color.text3);
    }
  }
}
