import type { AppModel } from '#model/app';
import type { CheckoutState } from '#model/shop';
import { QrCode, Spinner } from '#ui/components';
import { Box, Icon, View } from '#ui/engine';
import type { Text } from '#ui/engine';
import { RADIUS } from '#ui/theme';

/** What the panel is made with. */
export interface PhonePayPanelProps {
  readonly app: AppModel;
  /** What to do while nothing is ordered; default: choose with OK. */
  readonly hint?: string;
}

/** From the mock `p-checkout`: the panel is 520 by 896. */
export const PHONE_PANEL = { w: 520, h: 896 } as const;
const QR = { x: 80, y: 116, size: 360 } as const;
const HEAD = { y: 40, icon: 40, gap: 16 } as const;
const WORDS = { x: 40, w: 440, y: 512, lines: 4 } as const;
const STATUS = { y: 746, sign: 32, gap: 16, w: 392 } as const;
const NOTE_Y = 806;

/** Beside the checkout: the code a phone scans to pay, and what is heard of it. */
export class PhonePayPanel extends View<PhonePayPanelProps> {
  declare private qr: QrCode;
  declare private ground: Box;
  declare private spinner: Spinner;
  declare private words: Text;
  declare private status: Text;
  declare private note: Text;

  /** Shows how far it is. `note`: what applies to every purchase here. */
  show(state: CheckoutState, note: string): void {
    const { t } = this.props.app.translator;
    const isWaiting = state.kind === 'waiting';
    this.qr.show(isWaiting ? state.payUrl : '');
    this.ground.visible = !isWaiting;
    this.spinner.visible = isWaiting || state.kind === 'ordering' || state.kind === 'buying' || state.kind === 'loading';
    const hint = this.props.hint ?? t('shop.choose-first');
    this.words.content = state.kind === 'declined' ? t('shop.declined') : isWaiting ? t('shop.scan') : hint;
    this.status.content = isWaiting ? t('shop.waiting') : state.kind === 'ordering' ? t('shop.ordering') : state.kind === 'buying' ? t('shop.buying') : '';
    this.placeStatus();
    this.note.content = note;
    this.ui.mirror.setFact('form', state.kind);
  }

  protected override build(): void {
    const { theme } = this;
    const { color } = theme;
    this.w = PHONE_PANEL.w;
    this.h = PHONE_PANEL.h;
    const panel = this.put(new Box(this.stage));
    panel.setUp({ radius: RADIUS.panel, color: color.panel, border: theme.borderWidth, borderColor: color.line });
    panel.setSize(this.w, this.h);
    const title = this.addText({ style: 'title3', content: this.props.app.translator.t('shop.phone'), maxWidth: WORDS.w - HEAD.icon - HEAD.gap });
    const start = Math.round((this.w - HEAD.icon - HEAD.gap - title.width) / 2);
    this.put(new Icon(this.stage), start, HEAD.y).setUp('phone', HEAD.icon, color.text);
    title.moveTo(start + HEAD.icon + HEAD.gap, HEAD.y + (HEAD.icon - title.lineHeight) / 2);
    this.ground = this.put(new Box(this.stage), QR.x, QR.y);
    this.ground.setUp({ radius: RADIUS.qr, color: color.surface });
    this.ground.setSize(QR.size, QR.size);
    this.qr = this.add(QrCode, { size: QR.size }, { x: QR.x, y: QR.y });
    this.words = this.addText({ style: 'meta', color: color.text2, align: 'center', boxWidth: WORDS.w, maxWidth: WORDS.w, lines: WORDS.lines }, WORDS.x, WORDS.y);
    this.spinner = this.add(Spinner, { size: STATUS.sign }, { y: STATUS.y });
    this.status = this.addText({ style: 'meta', color: color.text2, maxWidth: STATUS.w });
    this.note = this.addText({ style: 'caption', color: color.text3, align: 'center', boxWidth: WORDS.w, maxWidth: WORDS.w, lines: 2 }, WORDS.x, NOTE_Y);
    this.placeStatus();
  }

  private placeStatus(): void {
    const width = STATUS.sign + (this.status.content === '' ? 0 : STATUS.gap + this.status.width);
    const start = Math.round((this.w - width) / 2);
    this.spinner.x = start;
    this.status.moveTo(start + STATUS.sign + STATUS.gap, STATUS.y + (STATUS.sign - this.status.lineHeight) / 2);
  }
}
