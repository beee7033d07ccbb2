import type { Ui } from '#ui/engine';
import { Z } from '#ui/theme';
import { ListPanel } from '../list-panel';
import { SIDE_CONTENT } from '../side-panel';
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
export class ChoicePanel extends ListPanel<ChoicePanelProps> {
  override get overlayId(): string {
    return this.props.question.id;
  }

  override overlayTitle(): string {
    return this.props.question.title;
  }

  protected override build(): void {
    const { question } = this.props;
    const { x, w: maxWidth } = SIDE_CONTENT;
    this.drawGround();
    this.addText({ style: 'title2', content: question.title, maxWidth }, x, TITLE_Y);
    const { choices } = question;
    this.addList({
      look: 'option',
      y: LIST_Y,
      gap: ROW_GAP,
      contentAt: (index) => {
        const choice = choices[index];
        return choice === undefined ? undefined : { id: choice.id, label: choice.label, role: 'radio', isSelected: choice.id === question.selected };
      },
      onPress: () => this.choose(),
    });
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
