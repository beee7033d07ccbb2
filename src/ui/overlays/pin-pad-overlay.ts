import type { Disposer } from '#core/base';
import { SECOND_MS } from '#core/base';
import { PIN_TRIES } from '#core/parental';
import type { AppModel } from '#model/app';
import type { PinAnswer, PinPrompt } from '#model/parental';
import { Ambient, Button, TextEntry } from '#ui/components';
import { Icon, Overlay } from '#ui/engine';
import type { AnyView, KeyPress, Text } from '#ui/engine';
import { PinBoxes } from './pin-boxes';
import { PinPad } from './pin-pad';
import { PinSubjectTile } from './pin-subject-tile';

/** How the overlay is made. */
export interface PinPadOverlayProps {
  readonly app: AppModel;
  readonly prompt: PinPrompt;
}

/** From the mock `o2-pin`. */
const TILE = { x: 208, y: 232 } as const;
const X = 776;
const ROOM = 1048;
const HEAD = { y: 190, icon: 36, gap: 16 } as const;
const TITLE_Y = 240;
const TEXT_Y = 316;
const BOXES_Y = 404;
const STATUS = { x: 560, icon: 34, gap: 14, room: 480 } as const;
const PAD_Y = 568;
const SIDE = { x: 500, room: 420 } as const;
const TINT = '#3a2030';
/** Where the reason stands: the password takes its place. */
const RECOVERY_Y = 324;
const RECOVERY_WIDTH = 640;
const LENGTH = 4;

type Area = 'pad' | 'forgot' | 'cancel' | 'recovery';

/** Types a PIN: by the digits of the remote, by arrows and OK, or by the pointer. What was typed is neither shown nor spoken. */
export class PinPadOverlay extends Overlay<PinPadOverlayProps> {
  declare private typed: string;
  /** The first of two new PINs. */
  declare private first: string;
  declare private isJudging: boolean;
  declare private waitUntilMs: number;
  declare private area: Area;
  declare private title: Text;
  declare private reason: Text;
  declare private status: Text;
  declare private sign: Icon;
  declare private boxes: PinBoxes;
  declare private pad: PinPad;
  declare private forgot: Button | null;
  declare private cancel: Button;
  declare private hint: Text;
  declare private recovery: TextEntry | null;
  declare private stopCounting: Disposer;

  override get overlayId(): string {
    return 'pin';
  }

  override overlayTitle(): string {
    const { title, text } = this.props.prompt;
    return `${title}. ${text}`;
  }

  override focusChild(child: AnyView): boolean {
    this.area = child === this.pad ? 'pad' : child === this.forgot ? 'forgot' : child === this.cancel ? 'cancel' : 'recovery';
    return true;
  }

  override _getFocused(): AnyView {
    if (this.recovery !== null) return this.recovery;
    return this.area === 'forgot' && this.forgot !== null ? this.forgot : this.area === 'cancel' ? this.cancel : this.pad;
  }

  override _handleDigit(press: KeyPress): boolean {
    if (this.recovery === null && !press.isHeld) this.type(press.digit);
    return true;
  }

  override _handleRed(_press: KeyPress): boolean {
    if (this.recovery === null) this.erase();
    return true;
  }

  override _handleRight(press: KeyPress): boolean {
    if (press.isHeld || this.recovery !== null || this.area !== 'pad') return true;
    this.goTo(this.pad.row === 2 && this.forgot !== null ? 'forgot' : 'cancel');
    return true;
  }

  override _handleLeft(_press: KeyPress): boolean {
    if (this.recovery !== null || this.area === 'pad') return true;
    this.pad.enterRow(this.area === 'forgot' ? 2 : 3);
    this.goTo('pad');
    return true;
  }

  override _handleUp(_press: KeyPress): boolean {
    if (this.area === 'cancel' && this.forgot !== null) this.goTo('forgot');
    return true;
  }

  override _handleDown(_press: KeyPress): boolean {
    if (this.area === 'forgot') this.goTo('cancel');
    return true;
  }

  override _handleBack(_press: KeyPress): boolean {
    if (this.typed === '') this.props.prompt.finish('cancelled');
    else this.erase();
    return true;
  }

  override _handleKey(_press: KeyPress): boolean {
    // Nothing reaches what lies beneath.
    return true;
  }

  protected override build(): void {
    const { prompt, app } = this.props;
    const { color } = this.theme;
    const { t } = app.translator;
    this.typed = '';
    this.first = '';
    this.isJudging = false;
    this.waitUntilMs = 0;
    this.area = 'pad';
    this.recovery = null;
    this.stopCounting = () => undefined;
    this.add(Ambient, {}).show(TINT);
    this.add(PinSubjectTile, { subject: prompt.subject }, TILE);
    this.put(new Icon(this.stage), X, HEAD.y).setUp('shield', HEAD.icon, color.text2);
    this.addText({ style: 'meta', content: t('settings.parental'), color: color.text2, maxWidth: ROOM - HEAD.icon - HEAD.gap }, X + HEAD.icon + HEAD.gap, HEAD.y);
    this.title = this.addText({ style: 'title1', content: prompt.title, maxWidth: ROOM }, X, TITLE_Y);
    this.reason = this.addText({ style: 'bodyL', content: prompt.text, color: color.text2, maxWidth: ROOM, lines: 1 }, X, TEXT_Y);
    this.boxes = this.add(PinBoxes, {}, { x: X, y: BOXES_Y });
    this.sign = this.put(new Icon(this.stage), X + STATUS.x, BOXES_Y + (PinBoxes.height - STATUS.icon) / 2);
    this.status = this.addText({ style: 'meta', color: color.warning, maxWidth: STATUS.room - STATUS.icon - STATUS.gap, lines: 2 });
    this.addPad();
    this.own(() => this.stopCounting());
    if (prompt.waitMs > 0) this.lock(prompt.waitMs);
    else if (prompt.triesLeft < PIN_TRIES) this.say(t('pin.tries-left', { count: prompt.triesLeft }));
  }

  private addPad(): void {
    const { app, prompt } = this.props;
    const { t } = app.translator;
    this.pad = this.add(
      PinPad,
      {
        name: t('pin.pad'),
        deleteWord: t('keyboard.delete'),
        doneWord: t('pin.done'),
        keyName: (row, column) => t('pin.key', { row: String(row), column: String(column) }),
        onDigit: (digit) => this.type(digit),
        onDelete: () => this.erase(),
        onDone: () => this.submit(),
      },
      { x: X, y: PAD_Y },
    );
    const x = X + SIDE.x;
    this.hint = this.addText({ style: 'body', content: app.capabilities.hasDigitKeys ? t('pin.hint') : '', color: this.theme.color.text2, maxWidth: SIDE.room, lines: 4 }, x, PAD_Y);
    const canForget = prompt.mode === 'enter';
    const forgot = { id: 'pin-forgot', label: t('pin.forgot'), icon: 'info', onPress: () => this.showRecovery() } as const;
    this.forgot = canForget ? this.add(Button, { spec: forgot }, { x, y: PAD_Y + 2 * PinPad.pitch }) : null;
    const cancel = { id: 'pin-cancel', label: t('pin.cancel'), icon: 'back', onPress: () => prompt.finish('cancelled') } as const;
    this.cancel = this.add(Button, { spec: cancel }, { x, y: PAD_Y + 3 * PinPad.pitch });
  }

  private goTo(area: Area): void {
    this.area = area;
    this.ui.focus.check();
  }

  private type(digit: number): void {
    if (this.isJudging || this.isWaiting() || this.typed.length >= LENGTH || digit < 0) return;
    this.typed += String(digit);
    this.boxes.show(this.typed.length);
    this.say('');
    const { t } = this.props.app.translator;
    this.ui.mirror.announce(t('pin.digit-entered', { count: String(this.typed.length), length: String(LENGTH) }));
    if (this.typed.length === LENGTH) this.submit();
  }

  private erase(): void {
    if (this.isJudging || this.typed === '') return;
    this.typed = this.typed.slice(0, -1);
    this.boxes.show(this.typed.length);
    const { t } = this.props.app.translator;
    this.ui.mirror.announce(t('pin.digit-deleted', { count: String(this.typed.length), length: String(LENGTH) }));
  }

  private submit(): void {
    const { prompt, app } = this.props;
    if (this.typed.length < LENGTH || this.isJudging || this.isWaiting()) return;
    const pin = this.typed;
    if (prompt.mode === 'choose' && this.first === '') {
      this.first = pin;
      this.empty();
      this.title.content = app.translator.t('pin.again');
      this.ui.mirror.announce(this.title.content, 'assertive');
      return;
    }
    if (prompt.mode === 'choose' && this.first !== pin) {
      this.first = '';
      this.title.content = prompt.title;
      this.refuse(app.translator.t('pin.different'));
      return;
    }
    this.judge(prompt.submit(pin), 'right');
  }

  /** Waits for an answer; meanwhile nothing can be typed. */
  private judge(answer: Promise<PinAnswer>, outcome: 'right' | 'recovered'): void {
    this.isJudging = true;
    void answer.then((judged) => {
      this.isJudging = false;
      // Closed meanwhile.
      if (this.attached) this.tell(judged, outcome);
    });
  }

  private tell(answer: PinAnswer, outcome: 'right' | 'recovered'): void {
    const { app, prompt } = this.props;
    const { t } = app.translator;
    const isPassword = outcome === 'recovered';
    this.recovery?.clear();
    switch (answer.kind) {
      case 'right':
        prompt.finish(outcome);
        return;
      case 'wrong':
        this.refuse(t(isPassword ? 'pin.wrong-password' : 'pin.tries-left', { count: answer.triesLeft }), t(isPassword ? 'pin.wrong-password' : 'pin.wrong', { count: answer.triesLeft }));
        return;
      case 'locked':
        this.refuse('');
        this.lock(answer.waitMs);
        return;
      case 'failed':
        this.refuse(app.notices.describe(answer.error).title);
    }
  }

  private refuse(text: string, spoken = text): void {
    this.empty();
    this.boxes.shake();
    this.say(text);
    if (spoken !== '') this.ui.mirror.announce(spoken, 'assertive');
  }

  private empty(): void {
    this.typed = '';
    this.boxes.show(0);
  }

  private say(text: string): void {
    const top = BOXES_Y + PinBoxes.height / 2;
    this.status.content = text;
    this.status.moveTo(X + STATUS.x + STATUS.icon + STATUS.gap, Math.round(top - this.status.height / 2));
    this.sign.setUp(text === '' ? '' : 'warn', STATUS.icon, this.theme.color.warning);
    this.ui.mirror.setFact('pin-status', text);
  }

  private isWaiting(): boolean {
    return this.ui.clock.monotonicMs() < this.waitUntilMs;
  }

  /** Counts down on the screen; spoken once. */
  private lock(waitMs: number): void {
    const { translator } = this.props.app;
    const { clock } = this.ui;
    this.waitUntilMs = clock.monotonicMs() + waitMs;
    const seconds = (): number => Math.ceil((this.waitUntilMs - clock.monotonicMs()) / SECOND_MS);
    const clockText = (left: number): string => `${String(Math.floor(left / 60))}:${`0${String(left % 60)}`.slice(-2)}`;
    const show = (): void => {
      const left = seconds();
      this.say(left > 0 ? translator.t('pin.wait', { time: left < 3600 ? clockText(left) : translator.format.duration(left * SECOND_MS) }) : '');
      if (left <= 0) this.stopCounting();
    };
    this.stopCounting();
    this.stopCounting = clock.every(SECOND_MS, show);
    show();
    this.ui.mirror.announce(translator.t('pin.wait', { time: translator.format.duration(Math.max(waitMs, 60 * SECOND_MS)) }), 'assertive');
  }

  private showRecovery(): void {
    const { app, prompt } = this.props;
    const { t } = app.translator;
    for (const part of [this.reason, this.boxes, this.pad, this.cancel, this.hint]) part.visible = false;
    if (this.forgot !== null) this.forgot.visible = false;
    this.title.content = t('pin.recover');
    this.empty();
    this.say('');
    const isPlatform = app.session.platformName.peek() !== '';
    this.recovery = this.add(
      TextEntry,
      {
        words: {
          space: t('keyboard.space'), delete: t('keyboard.delete'), shift: t('keyboard.shift'), symbols: t('keyboard.symbols'),
          letters: t('keyboard.letters'), left: t('keyboard.left'), right: t('keyboard.right'),
        },
        fieldId: 'recovery-secret',
        label: isPlatform ? t('pin.account-password') : t('pin.source-password'),
        fieldWidth: RECOVERY_WIDTH,
        isSecret: true,
        isLeftToRight: true,
        submit: { id: 'recover', label: t('pin.continue') },
        cancel: { id: 'recover-cancel', label: t('pin.cancel') },
        onSubmit: (secret) => {
          if (!this.isJudging) this.judge(prompt.recover(secret), 'recovered');
        },
        onCancel: () => prompt.finish('cancelled'),
      },
      { x: X, y: RECOVERY_Y },
    );
    this.ui.mirror.announce(this.title.content);
    this.ui.focus.refresh(true);
    this.ui.focus.check();
  }
}
