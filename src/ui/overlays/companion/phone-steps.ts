import { CodeCells, QrCode, Spinner } from '#ui/components';
import { Box, View } from '#ui/engine';
import type { Text } from '#ui/engine';
import { RADIUS } from '#ui/theme';

/** How the steps are made. */
export interface PhoneStepsProps {
  /** Whether a PIN is shown as a second step. */
  readonly hasPin: boolean;
  readonly width: number;
}

/** What is shown. */
export interface ShownCode {
  readonly scan: string;
  readonly code: string;
  readonly qrUrl: string;
  readonly pinStep: string;
  readonly pin: string;
}

/** As at sign-in (mock `b1-signin-device`). */
const QR = 372;
const STEPS_X = 420;
const DISC = 48;
const TEXT_X = 492;
const GAP = 24;
const CODE_LETTERS = 8;
const PIN_DIGITS = 4;

/** A QR code and what a person does with it: open, type the code, type the PIN. */
export class PhoneSteps extends View<PhoneStepsProps> {
  declare private qr: QrCode;
  declare private waiting: Spinner;
  declare private scan: Text;
  declare private cells: CodeCells;
  declare private second: Box;
  declare private secondDigit: Text;
  declare private pinStep: Text;
  declare private pinCells: CodeCells;
  declare private textX: number;

  /** Shows a code; `null`: it is on its way. */
  show(shown: ShownCode | null): void {
    const isShown = shown !== null;
    this.waiting.visible = !isShown;
    for (const part of [this.qr, this.cells, this.scan]) part.visible = isShown;
    for (const part of [this.second, this.secondDigit, this.pinStep, this.pinCells]) part.visible = isShown && this.props.hasPin;
    if (shown === null) return;
    this.qr.show(shown.qrUrl);
    this.scan.content = shown.scan;
    this.cells.show(shown.code);
    this.pinStep.content = shown.pinStep;
    this.pinCells.show(shown.pin);
    this.place();
  }

  protected override build(): void {
    const { width } = this.props;
    const { color } = this.theme;
    this.w = width;
    this.h = QR;
    const ground = this.put(new Box(this.stage));
    ground.setUp({ radius: RADIUS.qr, color: color.surface });
    ground.setSize(QR, QR);
    this.waiting = this.add(Spinner, { size: DISC }, { x: (QR - DISC) / 2, y: (QR - DISC) / 2 });
    this.qr = this.add(QrCode, { size: QR });
    // A single step needs no number.
    this.textX = this.props.hasPin ? TEXT_X : STEPS_X;
    if (this.props.hasPin) this.disc('1');
    const room = width - this.textX;
    this.scan = this.addText({ style: 'bodyL', color: color.text2, maxWidth: room, lines: 4 }, this.textX);
    this.cells = this.add(CodeCells, { letters: CODE_LETTERS }, { x: this.textX });
    [this.second, this.secondDigit] = this.disc('2');
    this.pinStep = this.addText({ style: 'bodyL', color: color.text2, maxWidth: room, lines: 2 }, TEXT_X);
    this.pinCells = this.add(CodeCells, { letters: PIN_DIGITS }, { x: TEXT_X });
    this.show(null);
  }

  private disc(digit: string): [Box, Text] {
    const box = this.put(new Box(this.stage), STEPS_X, 2);
    box.setUp({ radius: DISC / 2, color: this.theme.color.surface2 });
    box.setSize(DISC, DISC);
    return [box, this.addText({ style: 'label', content: digit, align: 'center', boxWidth: DISC }, STEPS_X, 2 + (DISC - this.theme.type.label.line) / 2)];
  }

  private place(): void {
    const cellsY = this.scan.height + GAP;
    this.cells.y = cellsY;
    const secondY = cellsY + this.cells.h + GAP + GAP / 2;
    this.second.y = secondY;
    this.secondDigit.moveTo(STEPS_X, secondY + (DISC - this.theme.type.label.line) / 2);
    this.pinStep.moveTo(TEXT_X, secondY + 4);
    this.pinCells.y = secondY + Math.max(DISC, this.pinStep.height) + GAP;
    this.h = Math.max(QR, this.props.hasPin ? this.pinCells.y + this.pinCells.h : cellsY + this.cells.h);
  }
}
