import type { AppError } from '#core/base';
import { SECOND_MS } from '#core/base';
import type { AppModel } from '#model/app';
import type { DeviceSignIn } from '#model/session';
import { ButtonRow, CodeCells, ProgressLine, QrCode, Spinner } from '#ui/components';
import { Box, Digits, Icon, LightningElement, View } from '#ui/engine';
import type { AnyView, Text } from '#ui/engine';
import { RADIUS } from '#ui/theme';

/** How the panel is made. */
export interface PhonePanelProps {
  readonly app: AppModel;
}

/** From the mock `b1-signin-device`; the panel's corner stands at 96, 356. */
const QR = 372;
const STEPS_X = 420;
const STEP_TEXT_X = 492;
const STEP_ROOM = 560;
const STEP_Y = 5;
const SECOND_STEP_Y = 110;
const AFTER_STEP = 20;
const STEP_DISC = 48;
const CODE_LETTERS = 8;
const CLOCK = 28;
const STATUS_Y = 436;
const STATUS_SIGN = 36;
const STATUS_X = 56;
const BUTTONS_Y = 514;
const NOTE_Y = 634;
const ROOM = 900;
const FAIL_LINES = 5;

/** Sign-in by phone: a QR code, an address and a code, how long they live, and what the phone says. */
export class PhonePanel extends View<PhonePanelProps> {
  declare private steps: LightningElement;
  declare private qr: QrCode;
  declare private waiting: Spinner;
  declare private scan: Text;
  declare private address: Text;
  declare private secondStep: LightningElement;
  declare private cells: CodeCells;
  declare private left: Digits;
  declare private bar: ProgressLine;
  declare private spinner: Spinner;
  declare private status: Text;
  declare private failTitle: Text;
  declare private failText: Text;
  declare private failLabel: Text;
  declare private warn: Icon;
  declare private buttons: ButtonRow;

  override _getFocused(): AnyView {
    return this.buttons;
  }

  protected override build(): void {
    const { session, translator } = this.props.app;
    this.w = STEP_TEXT_X + STEP_ROOM;
    this.h = NOTE_Y;
    this.buildQr();
    this.steps = this.put(new LightningElement(this.stage), 0, 0, this.w, QR);
    this.buildSteps();
    this.buildFailure();
    this.spinner = this.add(Spinner, { size: STATUS_SIGN }, { y: STATUS_Y });
    this.status = this.addText({ style: 'body', maxWidth: ROOM }, STATUS_X, STATUS_Y + (STATUS_SIGN - this.theme.type.body.line) / 2);
    this.buttons = this.add(ButtonRow, { maxWidth: ROOM }, { y: BUTTONS_Y });
    this.buttons.setButtons([{ id: 'new-code', label: translator.t('signin.new-code'), icon: 'restart', onPress: () => this.renew() }]);
    const note = translator.t('signin.anywhere', { host: session.platformHost.peek() });
    this.addText({ style: 'caption', content: note, color: this.theme.color.text3, maxWidth: ROOM }, 0, NOTE_Y);
    this.bind(session.device, (device) => {
      this.follow(device);
    });
    this.bind(session.deviceSecondsLeft, (seconds) => {
      this.tick(seconds);
    });
  }

  /** Tells the mirror how this way stands. Hidden behind another tab it keeps silent: what that one says is not overwritten or interrupted. */
  tell(): void {
    const { notices, session } = this.props.app;
    const { mirror } = this.ui;
    const device = session.device.peek();
    // A code that cannot be seen, or has ended, must not be read out as the one to type.
    mirror.setFact('code', this.visible && device.kind === 'waiting' ? device.userCode : '');
    if (!this.visible) return;
    const problem = device.kind === 'failed' ? notices.describe(device.error) : null;
    mirror.setFact('form', device.kind);
    mirror.setFact('form-problem', problem?.label ?? '');
    if (problem !== null) mirror.announce(`${problem.title}. ${problem.text}`, 'assertive');
  }

  private buildQr(): void {
    const ground = this.put(new Box(this.stage));
    ground.setUp({ radius: RADIUS.qr, color: this.theme.color.surface });
    ground.setSize(QR, QR);
    this.waiting = this.add(Spinner, { size: STEP_DISC }, { x: (QR - STEP_DISC) / 2, y: (QR - STEP_DISC) / 2 });
    this.qr = this.add(QrCode, { size: QR });
  }

  private buildSteps(): void {
    const { t } = this.props.app.translator;
    const { color, type } = this.theme;
    this.scan = this.step(this.steps, '1', t('signin.step-scan'));
    this.address = this.textIn(this.steps, { style: 'bodyL', weight: 600, color: color.text, maxWidth: STEP_ROOM, direction: 'ltr' }, 0, 0);
    this.secondStep = new LightningElement(this.stage);
    this.secondStep.w = this.w;
    this.steps.childList.a(this.secondStep);
    const second = this.step(this.secondStep, '2', t('signin.step-check'));
    const cellsY = STEP_Y + second.height + 15;
    this.cells = this.add(CodeCells, { letters: CODE_LETTERS }, { x: STEP_TEXT_X });
    this.moveInto(this.secondStep, this.cells, cellsY);
    const clockY = cellsY + this.cells.h + 36;
    const clock = new Icon(this.stage);
    clock.setUp('clock', CLOCK, color.text3);
    clock.x = STEP_TEXT_X;
    clock.y = clockY;
    this.secondStep.childList.a(clock);
    const before = STEP_TEXT_X + CLOCK + 14;
    const label = this.textIn(this.secondStep, { style: 'meta', content: t('signin.valid-for'), color: color.text2 }, before, clockY + (CLOCK - type.meta.line) / 2);
    this.left = new Digits(this.stage);
    this.left.setUp({ size: type.meta.size, weight: 500, color: color.text2 });
    this.left.x = Math.round(before + label.width + 8);
    this.left.y = clockY + Math.round((CLOCK - this.left.h) / 2);
    this.secondStep.childList.a(this.left);
    this.bar = this.add(ProgressLine, { width: STEP_ROOM, height: 6 }, { x: STEP_TEXT_X });
    this.moveInto(this.secondStep, this.bar, clockY + CLOCK + 24);
  }

  /** A numbered step; answers its text. */
  private step(parent: LightningElement, digit: string, content: string): Text {
    const { color, type } = this.theme;
    const disc = new Box(this.stage);
    disc.setUp({ radius: STEP_DISC / 2, color: color.surface2 });
    disc.setSize(STEP_DISC, STEP_DISC);
    disc.x = STEPS_X;
    disc.y = 2;
    parent.childList.a(disc);
    this.textIn(parent, { style: 'label', content: digit, align: 'center', boxWidth: STEP_DISC }, STEPS_X, 2 + (STEP_DISC - type.label.line) / 2);
    return this.textIn(parent, { style: 'bodyL', content, color: color.text2, maxWidth: STEP_ROOM, lines: 3 }, STEP_TEXT_X, STEP_Y);
  }

  private textIn(parent: LightningElement, options: Parameters<View['addText']>[0], x: number, y: number): Text {
    const text = this.addText(options, x, y);
    this.drop(text);
    parent.childList.a(text);
    return text;
  }

  private moveInto(parent: LightningElement, view: LightningElement, y: number): void {
    this.drop(view);
    view.y = y;
    parent.childList.a(view);
  }

  private buildFailure(): void {
    const { color } = this.theme;
    this.warn = this.put(new Icon(this.stage), (QR - 96) / 2, (QR - 96) / 2);
    this.warn.setUp('warn', 96, color.warning);
    this.failTitle = this.addText({ style: 'title3', maxWidth: STEP_ROOM, lines: 2 }, STEPS_X, 4);
    this.failText = this.addText({ style: 'bodyL', color: color.text2, maxWidth: STEP_ROOM, lines: FAIL_LINES });
    this.failLabel = this.addText({ style: 'caption', color: color.text3, boxWidth: STEP_ROOM, direction: 'ltr' });
  }

  private follow(device: DeviceSignIn): void {
    const { t } = this.props.app.translator;
    const isWaiting = device.kind === 'waiting';
    const isFailed = device.kind === 'failed';
    this.steps.visible = isWaiting;
    this.qr.visible = isWaiting;
    this.waiting.visible = !isWaiting && !isFailed;
    for (const part of [this.warn, this.failTitle, this.failText, this.failLabel]) part.visible = isFailed;
    this.spinner.visible = !isFailed;
    this.status.content = isFailed ? '' : t(`signin.${device.kind === 'idle' ? 'requesting' : device.kind}`);
    if (device.kind === 'waiting') this.showCode(device);
    if (device.kind === 'failed') this.showFailure(device.error);
    this.tell();
  }

  /** The address follows the last words where it fits, else it gets a line of its own. */
  private placeAddress(): void {
    const { meter, theme } = this.ui;
    const style = theme.type.bodyL;
    let end = 0;
    for (const word of this.scan.content.split(' ')) {
      const width = meter.width(end === 0 ? word : ` ${word}`, style);
      end = end > 0 && end + width > STEP_ROOM ? meter.width(word, style) : end + width;
    }
    const start = end + meter.width(' ', style);
    const isBeside = start + this.address.width <= STEP_ROOM;
    const y = STEP_Y + this.scan.height - (isBeside ? style.line : 0);
    this.address.moveTo(STEP_TEXT_X + (isBeside ? start : 0), y);
    this.secondStep.y = Math.max(SECOND_STEP_Y, y + style.line + AFTER_STEP);
  }

  private showCode(device: Extract<DeviceSignIn, { kind: 'waiting' }>): void {
    this.qr.show(device.qrUrl);
    this.address.content = device.shortUrl;
    this.placeAddress();
    this.cells.show(device.userCode);
    const spelled = Array.from(device.userCode.replace(/-/g, '')).join(', ');
    this.ui.mirror.announce(this.props.app.translator.t('signin.code-spoken', { url: device.shortUrl, code: spelled }));
  }

  private showFailure(error: AppError): void {
    const words = this.props.app.notices.describe(error);
    this.failTitle.content = words.title;
    this.failText.content = words.text;
    this.failText.moveTo(STEPS_X, 4 + this.failTitle.height + 16);
    this.failLabel.content = words.label;
    this.failLabel.moveTo(STEPS_X, 4 + this.failTitle.height + 16 + this.failText.height + 16);
  }

  private tick(seconds: number): void {
    const { session, translator } = this.props.app;
    const device = session.device.peek();
    if (device.kind !== 'waiting') return;
    this.left.content = translator.format.position(seconds * SECOND_MS);
    this.bar.set((seconds * SECOND_MS) / device.lifetimeMs);
  }

  private renew(): void {
    const { session } = this.props.app;
    if (session.device.peek().kind === 'failed') session.startDeviceSignIn();
    else session.renewDeviceCode();
  }
}
