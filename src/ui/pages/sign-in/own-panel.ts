import type { Translator } from '#model/i18n';
import { ButtonRow } from '#ui/components';
import { View } from '#ui/engine';
import type { AnyView } from '#ui/engine';

/** How the panel is made. */
export interface OwnPanelProps {
  readonly translator: Translator;
  onOpen(): void;
  /** What another set or a backup has is wanted. */
  onBring(): void;
}

const ROOM = 860;
const LINES = 3;
const BEFORE_BUTTONS = 48;

/** What an own playlist is, and the way to it. */
export class OwnPanel extends View<OwnPanelProps> {
  declare private buttons: ButtonRow;

  override _getFocused(): AnyView {
    return this.buttons;
  }

  protected override build(): void {
    const { t } = this.props.translator;
    this.w = ROOM;
    const text = this.addText({ style: 'bodyL', content: t('signin.own-text'), color: this.theme.color.text2, maxWidth: ROOM, lines: LINES });
    this.buttons = this.add(ButtonRow, { maxWidth: ROOM }, { y: text.height + BEFORE_BUTTONS });
    this.buttons.setButtons([
      { id: 'add-source', label: t('signin.own-button'), icon: 'plus', onPress: () => this.props.onOpen() },
      { id: 'bring', label: t('signin.bring-button'), spoken: t('transfer.bring'), icon: 'restart', onPress: () => this.props.onBring() },
    ]);
    this.h = this.buttons.y + this.buttons.h;
  }
}
