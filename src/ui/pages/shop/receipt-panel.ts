import type { AppModel } from '#model/app';
import type { ShopReceipt } from '#model/shop';
import { ButtonRow, QrCode } from '#ui/components';
import { LightningElement } from '#ui/engine';
import type { AnyView, Ui } from '#ui/engine';
import { SAFE, Z } from '#ui/theme';
import { SIDE_CONTENT, SidePanel } from '../side-panel';
import type { SidePanelProps } from '../side-panel';

interface ReceiptPanelProps extends SidePanelProps {
  readonly app: AppModel;
  readonly receipt: ShopReceipt;
}

/** Pixels. */
const TITLE_Y = 64;
const LINES_Y = 160;
const LINE = { pitch: 60, gap: 24, rule: 2 } as const;
const NOTE_GAP = 20;
const CODE = 248;
const BUTTONS_Y = 1080 - SAFE.bottom - 72;

/** What was paid for, line by line, and a code with which a phone reads all receipts. */
class ReceiptPanel extends SidePanel<ReceiptPanelProps> {
  declare private buttons: ButtonRow;

  override get overlayId(): string {
    return 'receipt';
  }

  override overlayTitle(): string {
    const { title, lines, notes } = this.props.receipt;
    return [title, ...lines.map(({ label, value }) => `${label}: ${value}`), ...notes].join('. ');
  }

  override _getFocused(): AnyView {
    return this.buttons;
  }

  override focusChild(child: AnyView): boolean {
    return child === this.buttons;
  }

  protected override build(): void {
    const { app, receipt, close } = this.props;
    const { color } = this.theme;
    const { x, w } = SIDE_CONTENT;
    this.drawGround();
    this.addText({ style: 'title2', content: receipt.title, maxWidth: w }, x, TITLE_Y);
    let y = LINES_Y;
    for (const { label, value } of receipt.lines) {
      const amount = this.addText({ style: 'body', content: value, align: 'end', boxWidth: w }, x, y);
      this.addText({ style: 'body', content: label, color: color.text2, maxWidth: w - amount.width - LINE.gap }, x, y);
      const rule = this.put(new LightningElement(this.stage), x, y + LINE.pitch - LINE.gap / 2, w, LINE.rule);
      rule.rect = true;
      rule.color = color.line;
      y += LINE.pitch;
    }
    for (const note of receipt.notes) y += this.addText({ style: 'caption', content: note, color: color.text3, maxWidth: w, lines: 2 }, x, y + NOTE_GAP).height + NOTE_GAP;
    const codeY = BUTTONS_Y - CODE - LINE.gap;
    this.add(QrCode, { size: CODE }, { x, y: codeY }).show(receipt.phoneUrl);
    this.addText({ style: 'caption', content: app.translator.t('shop.receipts-phone'), color: color.text2, maxWidth: w - CODE - LINE.gap, lines: 5 }, x + CODE + LINE.gap, codeY);
    this.buttons = this.add(ButtonRow, { maxWidth: w }, { x, y: BUTTONS_Y });
    this.buttons.setButtons([{ id: 'close', label: app.translator.t('settings.close'), onPress: close }]);
  }
}

/** Opens a receipt at the side. */
export function openReceipt(ui: Ui, app: AppModel, receipt: ShopReceipt): void {
  const opened = ui.overlays.show(ReceiptPanel, { app, receipt, close: () => opened.close() }, { z: Z.panel, motion: 'fade', takesFocus: true });
}
