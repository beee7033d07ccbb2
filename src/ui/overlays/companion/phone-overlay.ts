import type { Translator } from '#model/i18n';
import { Ambient, ButtonRow } from '#ui/components';
import type { ButtonSpec } from '#ui/components';
import { CANVAS_HEIGHT, CANVAS_WIDTH, LightningElement, Overlay } from '#ui/engine';
import type { AnyView, KeyPress, Text } from '#ui/engine';
import { PhoneSteps } from './phone-steps';
import type { ShownCode } from './phone-steps';

/** What a screen about phones is made with. */
export interface PhoneOverlayProps {
  readonly translator: Translator;
  close(): void;
}

const X = 208;
const WIDTH = 1504;
const TITLE_Y = 132;
const STEPS_Y = 250;
const BODY_Y = 250;
const STATUS_GAP = 28;
const BUTTONS_GAP = 36;
const NOTE_Y = 960;
const TINT = '#5a2a18';

/** The ground of screens about phones: a title, the code with its steps or a text in its place, what is going on, and buttons. */
export abstract class PhoneOverlay<Props extends PhoneOverlayProps = PhoneOverlayProps> extends Overlay<Props> {
  declare private title: Text;
  declare private steps: PhoneSteps;
  declare private body: Text;
  declare private status: Text;
  declare private note: Text;
  declare private buttons: ButtonRow;

  override overlayTitle(): string {
    return this.title.content;
  }

  override focusChild(child: AnyView): boolean {
    return child === this.buttons;
  }

  override _getFocused(): AnyView {
    return this.buttons;
  }

  override _handleBack(_press: KeyPress): boolean {
    this.props.close();
    return true;
  }

  override _handleKey(_press: KeyPress): boolean {
    // Nothing reaches what lies beneath.
    return true;
  }

  /** Builds the ground; `hasPin`: the code has a PIN beside it. */
  protected buildGround(hasPin: boolean): void {
    const { color } = this.theme;
    const ground = this.put(new LightningElement(this.stage), 0, 0, CANVAS_WIDTH, CANVAS_HEIGHT);
    ground.rect = true;
    ground.color = color.bg;
    this.add(Ambient, {}).show(TINT);
    this.title = this.addText({ style: 'title1', maxWidth: WIDTH }, X, TITLE_Y);
    this.steps = this.add(PhoneSteps, { hasPin, width: WIDTH }, { x: X, y: STEPS_Y });
    this.body = this.addText({ style: 'bodyL', color: color.text2, maxWidth: WIDTH, lines: 4 }, X, BODY_Y);
    this.status = this.addText({ style: 'body', maxWidth: WIDTH, lines: 2 }, X);
    this.note = this.addText({ style: 'caption', color: color.text3, maxWidth: WIDTH, lines: 2 }, X, NOTE_Y);
    this.buttons = this.add(ButtonRow, { maxWidth: WIDTH }, { x: X });
  }

  /** Shows a code (`null`: on its way) or a text in its place. */
  protected showScreen(screen: { readonly title: string; readonly code?: ShownCode | null; readonly body?: string; readonly status?: string; readonly note?: string }, buttons: readonly ButtonSpec[]): void {
    const { code, body = '' } = screen;
    this.title.content = screen.title;
    this.steps.visible = code !== undefined;
    if (code !== undefined) this.steps.show(code);
    this.body.content = code === undefined ? body : '';
    this.status.content = screen.status ?? '';
    this.note.content = screen.note ?? '';
    const y = code === undefined ? BODY_Y + this.body.height : STEPS_Y + this.steps.h;
    this.status.moveTo(X, y + STATUS_GAP);
    this.buttons.setButtons(buttons);
    this.buttons.y = Math.round(y + BUTTONS_GAP + (this.status.content === '' ? 0 : STATUS_GAP + this.status.height));
    this.ui.focus.check();
  }
}
