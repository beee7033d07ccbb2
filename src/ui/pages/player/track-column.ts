import { View } from '#ui/engine';
import type { AnyView, Text } from '#ui/engine';
import type { ListItemContent } from '#ui/components';
import { RowStack } from './row-stack';

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
  declare private stack: RowStack;
  declare private choices: readonly TrackChoice[];
  declare private isFresh: boolean;
  declare private emptyNote: Text;

  /** Whether there is nothing to choose. */
  get isEmpty(): boolean {
    return this.choices.length === 0;
  }

  /** Shows these choices; focus stays with its choice, at first it is the ticked one. */
  setChoices(choices: readonly TrackChoice[]): void {
    const focusedId = this.choices[this.stack.at]?.id ?? '';
    const isSame = choices.length === this.choices.length && choices.every((choice, index) => sameRow(choice, this.choices[index]));
    this.choices = choices;
    if (!isSame) this.makeRows();
    const wanted = this.isFresh ? choices.findIndex((choice) => choice.isSelected) : choices.findIndex((choice) => choice.id === focusedId);
    if (choices.length > 0) this.isFresh = false;
    this.stack.rows.forEach((row, index) => {
      row.show(this.contentOf(index));
    });
    this.stack.moveTo(Math.max(0, wanted === -1 ? Math.min(this.stack.at, choices.length - 1) : wanted));
  }

  override describeGroup(): string {
    return this.props.title;
  }

  override _getFocused(): AnyView {
    return this.stack;
  }

  protected override build(): void {
    this.choices = [];
    this.isFresh = true;
    this.w = this.props.width;
    this.h = LIST_Y + LIST_H;
    // Above the first row the panel has something; below the last there is nothing.
    this.stack = this.add(RowStack, { width: this.props.width, height: LIST_H, gap: GAP, top: 'leave' }, { y: LIST_Y });
    this.addText({ style: 'heading', content: this.props.title, maxWidth: this.props.width - TITLE_X }, TITLE_X, 0);
    this.emptyNote = this.addText({ style: 'label', weight: 500, color: this.theme.color.text3, maxWidth: this.props.width - EMPTY_X }, EMPTY_X, LIST_Y + 18);
    this.emptyNote.content = this.props.emptyText;
  }

  private makeRows(): void {
    this.stack.setRows(
      this.choices.map((choice, index) => ({
        look: 'option',
        hasText: choice.note !== '',
        onPress: () => {
          const current = this.choices[index];
          if (current !== undefined) this.props.onChoose(current.id);
        },
      })),
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
}

function sameRow(a: TrackChoice, b: TrackChoice | undefined): boolean {
  return b !== undefined && a.id === b.id && a.name === b.name && a.note === b.note;
}
