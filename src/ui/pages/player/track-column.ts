import { LEAVE, stepLine } from '#core/focus';
import { View } from '#ui/engine';
import type { AnyView, KeyPress, Text } from '#ui/engine';
import { ListItem } from '#ui/components';
import type { ListItemContent } from '#ui/components';

/** One of several sounds or subtitles. */
export interface TrackChoice {
  readonly id: string;
  readonly name: string;
  /** `5.1`, `For hard of hearing`; may be empty. */
  readonly note: string;
  readonly isSelected: boolean;
}

/** What {@link TrackColumn} is made with. */
export interface TrackColumnProps {
  readonly width: number;
  readonly title: string;
  /** Stands there when nothing can be chosen. */
  readonly emptyText: string;
  onChoose(id: string): void;
}

/** From the mock m-audio-subtitles. */
const TITLE_X = 18;
const LIST_Y = 56;
const GAP = 8;
const EMPTY_X = 66;
/** Down to the safe edge. */
const LIST_H = 1026 - 150 - LIST_Y;

/** A column of choices of which one is ticked; longer ones than the screen are shown from the first row that fits. */
export class TrackColumn extends View<TrackColumnProps> {
  declare private rows: ListItem[];
  declare private choices: readonly TrackChoice[];
  declare private cursor: number;
  declare private isFresh: boolean;
  declare private emptyNote: Text;

  /** Whether there is nothing to choose. */
  get isEmpty(): boolean {
    return this.choices.length === 0;
  }

  /** Shows these choices; focus stays with its choice, at first it is the ticked one. */
  setChoices(choices: readonly TrackChoice[]): void {
    const focusedId = this.choices[this.cursor]?.id ?? '';
    const isSame = choices.length === this.choices.length && choices.every((choice, index) => sameRow(choice, this.choices[index]));
    this.choices = choices;
    if (!isSame) this.makeRows();
    const wanted = this.isFresh ? choices.findIndex((choice) => choice.isSelected) : choices.findIndex((choice) => choice.id === focusedId);
    this.cursor = Math.max(0, wanted === -1 ? Math.min(this.cursor, choices.length - 1) : wanted);
    if (choices.length > 0) this.isFresh = false;
    this.rows.forEach((row, index) => {
      row.show(this.contentOf(index));
    });
    this.layOut();
  }

  override describeGroup(): string {
    return this.props.title;
  }

  override _getFocused(): AnyView {
    return this.rows[this.cursor] ?? this;
  }

  override focusChild(child: AnyView): boolean {
    const at = this.rows.findIndex((row) => row === child);
    if (at === -1) return false;
    this.moveTo(at);
    return true;
  }

  override _handleUp(press: KeyPress): boolean {
    return this.step(-1, press.isHeld);
  }

  override _handleDown(press: KeyPress): boolean {
    return this.step(1, press.isHeld);
  }

  protected override build(): void {
    this.rows = [];
    this.choices = [];
    this.cursor = 0;
    this.isFresh = true;
    this.w = this.props.width;
    this.h = LIST_Y + LIST_H;
    this.addText({ style: 'heading', content: this.props.title, maxWidth: this.props.width - TITLE_X }, TITLE_X, 0);
    this.emptyNote = this.addText({ style: 'label', weight: 500, color: this.theme.color.text3, maxWidth: this.props.width - EMPTY_X }, EMPTY_X, LIST_Y + 18);
    this.emptyNote.content = this.props.emptyText;
  }

  private makeRows(): void {
    for (const row of this.rows) this.drop(row);
    this.rows = this.choices.map((choice, index) =>
      this.add(ListItem, {
        width: this.props.width,
        look: 'option',
        hasText: choice.note !== '',
        onPress: () => {
          const current = this.choices[index];
          if (current !== undefined) this.props.onChoose(current.id);
        },
      }),
    );
    this.emptyNote.content = this.choices.length === 0 ? this.props.emptyText : '';
  }

  private contentOf(index: number): ListItemContent {
    const choice = this.choices[index];
    return {
      id: choice?.id ?? '',
      label: choice?.name ?? '',
      role: 'radio',
      isSelected: choice?.isSelected ?? false,
      index: index + 1,
      count: this.choices.length,
      ...(choice === undefined || choice.note === '' ? {} : { text: choice.note }),
    };
  }

  private step(delta: 1 | -1, isHeld: boolean): boolean {
    // Above the first row the panel has something; below the last there is nothing.
    const next = stepLine(this.cursor, this.rows.length, delta, isHeld, delta === -1 ? 'leave' : 'stop');
    if (next === LEAVE) return false;
    this.moveTo(next);
    return true;
  }

  private moveTo(index: number): void {
    this.cursor = index;
    this.layOut();
    this.ui.focus.check();
  }

  private layOut(): void {
    let first = 0;
    while (first < this.cursor && this.spanOf(first, this.cursor) > LIST_H) first += 1;
    let y = LIST_Y;
    this.rows.forEach((row, index) => {
      row.visible = index >= first && y + row.h <= LIST_Y + LIST_H;
      row.y = y;
      if (index >= first) y += row.h + GAP;
    });
  }

  /** Height of the rows `from`..`to` together. */
  private spanOf(from: number, to: number): number {
    let height = -GAP;
    for (let i = from; i <= to; i += 1) height += (this.rows[i]?.h ?? 0) + GAP;
    return height;
  }
}

function sameRow(a: TrackChoice, b: TrackChoice | undefined): boolean {
  return b !== undefined && a.id === b.id && a.name === b.name && a.note === b.note;
}
