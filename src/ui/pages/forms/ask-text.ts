import type { Translator } from '#model/i18n';
import { Keyboard, TextEntry } from '#ui/components';
import { CANVAS_HEIGHT, CANVAS_WIDTH, LightningElement, Overlay } from '#ui/engine';
import type { AnyView, KeyPress, Ui } from '#ui/engine';
import { Z } from '#ui/theme';

/** What is asked. */
export interface TextQuestion {
  /** Id of the overlay for tests: `profile-name`. */
  readonly id: string;
  readonly title: string;
  /** Name of the field. */
  readonly label: string;
  readonly value: string;
  /** Letters that fit. */
  readonly longest: number;
  /** A password: neither shown nor spoken. */
  readonly isSecret?: boolean;
  /** Codes and passwords are never mirrored, and begin with no capital. */
  readonly isLeftToRight?: boolean;
  /** Typed with the remote alone. */
  readonly isPrivate?: boolean;
  /** The overlay has closed; never told an empty text. */
  onText(text: string): void;
}

interface TextOverlayProps {
  readonly translator: Translator;
  readonly question: TextQuestion;
  close(): void;
}

const X = (CANVAS_WIDTH - Keyboard.width) / 2;
const TITLE_Y = 132;
const ENTRY_Y = 240;

/** Types one short text above the page. */
class TextOverlay extends Overlay<TextOverlayProps> {
  declare private entry: TextEntry;

  override get overlayId(): string {
    return this.props.question.id;
  }

  override overlayTitle(): string {
    return this.props.question.title;
  }

  override focusChild(child: AnyView): boolean {
    return child === this.entry;
  }

  override _getFocused(): AnyView {
    return this.entry;
  }

  override _handleKey(_press: KeyPress): boolean {
    // Nothing reaches what lies beneath.
    return true;
  }

  protected override build(): void {
    const { translator, question, close } = this.props;
    const { t } = translator;
    const ground = this.put(new LightningElement(this.stage), 0, 0, CANVAS_WIDTH, CANVAS_HEIGHT);
    ground.rect = true;
    ground.color = this.theme.color.bg;
    this.addText({ style: 'title1', content: question.title, maxWidth: Keyboard.width }, X, TITLE_Y);
    this.entry = this.add(
      TextEntry,
      {
        words: {
          space: t('keyboard.space'), delete: t('keyboard.delete'), shift: t('keyboard.shift'), symbols: t('keyboard.symbols'),
          letters: t('keyboard.letters'), left: t('keyboard.left'), right: t('keyboard.right'),
        },
        keyboardName: t('keyboard.name'),
        fieldId: `${question.id}-field`,
        label: question.label,
        fieldWidth: Keyboard.width,
        value: question.value,
        isCapitalized: question.isLeftToRight !== true,
        isSecret: question.isSecret === true,
        isLeftToRight: question.isLeftToRight === true,
        isPrivate: question.isPrivate === true,
        longest: question.longest,
        submit: { id: 'name-done', label: t('profiles.done') },
        cancel: { id: 'name-cancel', label: t('pin.cancel') },
        ...(question.isPrivate === true ? {} : { phone: t('companion.type') }),
        onSubmit: (text) => {
          close();
          question.onText(text.trim());
        },
        onCancel: close,
      },
      { x: X, y: ENTRY_Y },
    );
  }
}

/** Asks for a short text above the page. */
export function askText(ui: Ui, translator: Translator, question: TextQuestion): void {
  const opened = ui.overlays.show(TextOverlay, { translator, question, close: () => opened.close() }, { z: Z.panel, motion: 'fade', takesFocus: true });
}
