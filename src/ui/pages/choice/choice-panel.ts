import { VirtualList } from '#ui/components';
import { CANVAS_HEIGHT, createView } from '#ui/engine';
import type { AnyView, Ui } from '#ui/engine';
import { CONTROLS, SAFE, Z } from '#ui/theme';
import { ListCell } from '../list-cell';
import { SIDE_CONTENT, SidePanel } from '../side-panel';
import type { SidePanelProps } from '../side-panel';

/** One of several answers. */
export interface Choice {
  readonly id: string;
  readonly label: string;
}

/** What is asked. */
export interface ChoiceQuestion {
  /** Id of the panel for tests: `audio-language`. */
  readonly id: string;
  readonly title: string;
  readonly choices: readonly Choice[];
  readonly selected: string;
  /** The panel has closed; told only when something else was chosen. */
  onChoose(id: string): void;
}

/** How a panel is made; see {@link askChoice}. */
export interface ChoicePanelProps extends SidePanelProps {
  readonly question: ChoiceQuestion;
}

const TITLE_Y = 64;
const LIST_Y = 160;
const ROW_GAP = 8;

/** A panel at the side with one answer out of many; opens on the one that holds. OK chooses and closes, Back and Left close. */
export class ChoicePanel extends SidePanel<ChoicePanelProps> {
  declare private list: VirtualList<ListCell>;

  override get overlayId(): string {
    return this.props.question.id;
  }

  override overlayTitle(): string {
    return this.props.question.title;
  }

  override _getFocused(): AnyView {
    return this.list;
  }

  override focusChild(child: AnyView): boolean {
    return child === this.list;
  }

  protected override build(): void {
    const { question } = this.props;
    const { x, w: width } = SIDE_CONTENT;
    this.drawGround();
    this.addText({ style: 'title2', content: question.title, maxWidth: width }, x, TITLE_Y);
    const pitch = CONTROLS.listRow.h1 + ROW_GAP + this.theme.rowGain;
    const visible = Math.floor((CANVAS_HEIGHT - SAFE.bottom - LIST_Y + ROW_GAP) / pitch);
    const { choices } = question;
    this.list = this.add(
      VirtualList<ListCell>,
      {
        width,
        pitch,
        visible,
        createCell: (stage) => createView(stage, ListCell, { width, look: 'option', onPress: () => this.choose() }),
        bindCell: (cell, index) => {
          const choice = choices[index];
          if (choice !== undefined) cell.show({ id: choice.id, label: choice.label, role: 'radio', isSelected: choice.id === question.selected }, index, choices.length);
        },
      },
      { x, y: LIST_Y },
    );
    this.list.setItems({
      length: choices.length,
      idAt: (index) => choices[index]?.id ?? '',
      indexOf: (id) => choices.findIndex((choice) => choice.id === id),
    });
    this.list.focusId(question.selected);
  }

  private choose(): void {
    const { question, close } = this.props;
    const id = this.list.currentId;
    close();
    if (id !== '' && id !== question.selected) question.onChoose(id);
  }
}

/** Opens a choice panel above the page. */
export function askChoice(ui: Ui, question: ChoiceQuestion): void {
  const opened = ui.overlays.show(ChoicePanel, { question, close: () => opened.close() }, { z: Z.panel, motion: 'panel', takesFocus: true });
}
