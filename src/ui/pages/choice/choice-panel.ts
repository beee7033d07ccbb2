import { VirtualList } from '#ui/components';
import { CANVAS_HEIGHT, CANVAS_WIDTH, createView, Gradient, LightningElement, Overlay } from '#ui/engine';
import type { AnyView, KeyPress, Ui } from '#ui/engine';
import { CONTROLS, PLAYER, SAFE, Z } from '#ui/theme';
import { ChoiceCell } from './choice-cell';
import type { Choice } from './choice-cell';

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
export interface ChoicePanelProps {
  readonly question: ChoiceQuestion;
  close(): void;
}

const { x: PANEL_X, w: PANEL_WIDTH } = PLAYER.optionsPanel;
const FADE = 160;
const PAD = 40;
const TITLE_Y = 64;
const LIST_Y = 160;
/** Rows stand clear of the edge of the screen. */
const LIST_WIDTH = 544;
const ROW_GAP = 8;

/** A panel at the side with one answer out of many; opens on the one that holds. OK chooses and closes, Back and Left close. */
export class ChoicePanel extends Overlay<ChoicePanelProps> {
  declare private list: VirtualList<ChoiceCell>;

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

  override _handleBack(_press: KeyPress): boolean {
    this.props.close();
    return true;
  }

  override _handleLeft(press: KeyPress): boolean {
    if (!press.isHeld) this.props.close();
    return true;
  }

  override _handleKey(_press: KeyPress): boolean {
    // Nothing reaches the page beneath.
    return true;
  }

  protected override build(): void {
    const { question } = this.props;
    const { color, mixed, rowGain, isHighContrast } = this.theme;
    this.fill(0, CANVAS_WIDTH, mixed.modalDim);
    const fade = new Gradient(this.stage);
    fade.setUp(color.panel, 0, 1, 'end');
    this.put(fade, PANEL_X - FADE, 0, FADE, CANVAS_HEIGHT);
    this.fill(PANEL_X, PANEL_WIDTH, color.panel);
    if (isHighContrast) this.fill(PANEL_X, 3, color.line);
    this.addText({ style: 'title2', content: question.title, maxWidth: LIST_WIDTH }, PANEL_X + PAD, TITLE_Y);
    const pitch = CONTROLS.listRow.h1 + ROW_GAP + rowGain;
    const visible = Math.floor((CANVAS_HEIGHT - SAFE.bottom - LIST_Y + ROW_GAP) / pitch);
    const { choices } = question;
    this.list = this.add(
      VirtualList<ChoiceCell>,
      {
        width: LIST_WIDTH,
        pitch,
        visible,
        createCell: (stage) => createView(stage, ChoiceCell, { width: LIST_WIDTH, onPress: () => this.choose() }),
        bindCell: (cell, index) => {
          const choice = choices[index];
          if (choice !== undefined) cell.show(choice, choice.id === question.selected, index, choices.length);
        },
      },
      { x: PANEL_X + PAD, y: LIST_Y },
    );
    this.list.setItems({
      length: choices.length,
      idAt: (index) => choices[index]?.id ?? '',
      indexOf: (id) => choices.findIndex((choice) => choice.id === id),
    });
    this.list.focusId(question.selected);
  }

  private fill(x: number, w: number, color: number): void {
    const box = new LightningElement(this.stage);
    box.rect = true;
    box.color = color;
    this.put(box, x, 0, w, CANVAS_HEIGHT);
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
