import type { AppModel } from '#model/app';
import { ButtonRow, Keyboard, TextField } from '#ui/components';
import { CANVAS_HEIGHT, CANVAS_WIDTH, LightningElement, Overlay } from '#ui/engine';
import type { AnyView, KeyPress } from '#ui/engine';

/** How the overlay is made. */
export interface NameOverlayProps {
  readonly app: AppModel;
  readonly name: string;
  onName(name: string): void;
  close(): void;
}

type Area = 'field' | 'keys' | 'buttons';

/** Longer names do not fit below a picture. */
const LONGEST = 24;
const X = (CANVAS_WIDTH - Keyboard.width) / 2;
const TITLE_Y = 132;
const FIELD_Y = 240;
const KEYS_Y = 396;

/** Types the name of a profile. */
export class NameOverlay extends Overlay<NameOverlayProps> {
  declare private field: TextField;
  declare private keyboard: Keyboard;
  declare private buttons: ButtonRow;
  declare private area: Area;

  override get overlayId(): string {
    return 'profile-name';
  }

  override overlayTitle(): string {
    return this.props.app.translator.t('profiles.name');
  }

  override focusChild(child: AnyView): boolean {
    this.goTo(child === this.field ? 'field' : child === this.keyboard ? 'keys' : 'buttons');
    return true;
  }

  override _getFocused(): AnyView {
    return this.area === 'field' ? this.field : this.area === 'keys' ? this.keyboard : this.buttons;
  }

  override _handleUp(press: KeyPress): boolean {
    if (!press.isHeld) this.goTo(this.area === 'buttons' ? 'keys' : 'field');
    return true;
  }

  override _handleDown(press: KeyPress): boolean {
    if (!press.isHeld) this.goTo(this.area === 'field' ? 'keys' : 'buttons');
    return true;
  }

  override _handleBack(_press: KeyPress): boolean {
    this.props.close();
    return true;
  }

  override _handleKey(_press: KeyPress): boolean {
    // Nothing reaches what lies beneath.
    return true;
  }

  protected override build(): void {
    const { app, name } = this.props;
    const { t } = app.translator;
    this.area = 'keys';
    const ground = this.put(new LightningElement(this.stage), 0, 0, CANVAS_WIDTH, CANVAS_HEIGHT);
    ground.rect = true;
    ground.color = this.theme.color.bg;
    this.addText({ style: 'title1', content: t('profiles.name'), maxWidth: Keyboard.width }, X, TITLE_Y);
    this.field = this.add(TextField, { id: 'profile-name-field', label: t('profiles.name'), width: Keyboard.width, onPress: () => this.goTo('keys') }, { x: X, y: FIELD_Y });
    this.field.value = name;
    this.field.setEditing(true);
    this.keyboard = this.add(
      Keyboard,
      {
        layout: 'text',
        name: t('keyboard.name'),
        words: {
          space: t('keyboard.space'), delete: t('keyboard.delete'), shift: t('keyboard.shift'), symbols: t('keyboard.symbols'),
          letters: t('keyboard.letters'), left: t('keyboard.left'), right: t('keyboard.right'),
        },
        onText: (text) => {
          if (this.field.value.length + text.length <= LONGEST) this.field.insert(this.field.value === '' ? text.toUpperCase() : text);
        },
        onDelete: () => this.field.deleteBack(),
        onMove: (delta) => this.field.moveCaret(delta),
        spokenField: () => this.field.value,
      },
      { x: X, y: KEYS_Y },
    );
    this.buttons = this.add(ButtonRow, { maxWidth: Keyboard.width }, { x: X, y: KEYS_Y + this.keyboard.h + 36 });
    this.buttons.setButtons([
      { id: 'name-done', label: t('profiles.done'), icon: 'check', onPress: () => this.submit() },
      { id: 'name-cancel', label: t('pin.cancel'), icon: 'back', onPress: () => this.props.close() },
    ]);
  }

  private submit(): void {
    const name = this.field.value.trim();
    if (name === '') {
      this.goTo('keys');
      return;
    }
    this.props.close();
    this.props.onName(name);
  }

  private goTo(area: Area): void {
    this.area = area;
    this.field.setEditing(area === 'keys');
    this.ui.focus.refresh();
    this.ui.focus.check();
  }
}
