import { ButtonRow } from '#ui/components';
import { Box, LightningElement, Overlay } from '#ui/engine';
import type { AnyView, KeyPress } from '#ui/engine';
import { RADIUS } from '#ui/theme';
import type { Dialog } from '#model/notices';

/** How a dialog is made. */
export interface DialogProps {
  readonly dialog: Dialog;
  /** A button was pressed, or Back (the safe one). */
  onAnswer(buttonId: string): void;
}

const WIDTH = 880;
/** Three long answers side by side, as some languages need them. */
const MOST_WIDTH = 1728;
const PAD = 56;
const GAP = 20;
const BEFORE_BUTTONS = 44;
const TITLE_LINES = 2;
const TEXT_LINES = 4;

/** A question in the middle of the dimmed screen. Focus begins on the safe answer, Back gives it. */
export class DialogOverlay extends Overlay<DialogProps> {
  declare private buttons: ButtonRow;

  override get overlayId(): string {
    return 'dialog';
  }

  override overlayTitle(): string {
    const { title, text } = this.props.dialog;
    return text === '' ? title : `${title} ${text}`;
  }

  override _getFocused(): AnyView {
    return this.buttons;
  }

  override _handleBack(_press: KeyPress): boolean {
    this.props.onAnswer(this.props.dialog.safeId);
    return true;
  }

  override _handleKey(_press: KeyPress): boolean {
    // A question keeps every key until it is answered.
    return true;
  }

  protected override build(): void {
    const { dialog } = this.props;
    const { color, mixed, borderWidth } = this.theme;
    const dim = this.put(new LightningElement(this.stage), 0, 0, this.w, this.h);
    dim.rect = true;
    dim.color = mixed.modalDim;
    const panel = this.put(new Box(this.stage));
    panel.setUp({ radius: RADIUS.panel, color: color.panel, border: borderWidth, borderColor: color.line });
    const room = WIDTH - 2 * PAD;
    const title = this.addText({ style: 'title2', content: dialog.title, maxWidth: room, lines: TITLE_LINES });
    const text = this.addText({ style: 'bodyL', content: dialog.text, color: color.text2, maxWidth: room, lines: TEXT_LINES });
    this.buttons = this.add(ButtonRow, { maxWidth: MOST_WIDTH - 2 * PAD });
    this.buttons.setButtons(
      dialog.buttons.map(({ id, label }) => ({
        id,
        label,
        onPress: () => {
          this.props.onAnswer(id);
        },
      })),
    );
    this.buttons.focusButton(dialog.safeId);
    const textHeight = text.height === 0 ? 0 : text.height + GAP;
    const height = PAD + title.height + textHeight + BEFORE_BUTTONS + this.buttons.h + PAD;
    const width = Math.max(WIDTH, this.buttons.rowWidth + 2 * PAD);
    const x = Math.round((this.w - width) / 2);
    const y = Math.round((this.h - height) / 2);
    panel.x = x;
    panel.y = y;
    panel.setSize(width, height);
    title.moveTo(x + PAD, y + PAD);
    text.moveTo(x + PAD, y + PAD + title.height + GAP);
    this.buttons.x = x + PAD;
    this.buttons.y = y + height - PAD - this.buttons.h;
  }
}
