import type { BasketModel, BasketRow, CheckoutState } from '#model/shop';
import { Ambient, ButtonRow, EmptyState, ListItem, VirtualList } from '#ui/components';
import type { ButtonSpec } from '#ui/components';
import { createView, LightningElement } from '#ui/engine';
import type { AnyView, KeyPress, LeaveReason, Text } from '#ui/engine';
import { GRID } from '#ui/theme';
import { askChoice } from '../choice/choice-panel';
import { HearthPage } from '../hearth-page';
import { ListCell } from '../list-cell';
import type { PageProps } from '../page-props';
import { announceState, couponButton, totalLabel } from './checkout-ways';
import { PhonePayPanel, PHONE_PANEL } from './phone-pay-panel';

/** What the page is made with. */
export interface BasketPageProps extends PageProps {
  /** Its own; ended with the page. */
  readonly basket: BasketModel;
}

/** As the checkout, pixels; what is due stands below the list, however long that is. */
const COLUMN = { x: 144, w: 1080, titleY: 84, listY: 182, gap: 16 } as const;
const SUMS = { y: 676, pitch: 44, total: 64, most: 2 } as const;
const LINE_GAP = 18;
const BUTTONS_GAP = 20;
const PANEL = { x: 1304, y: 84 } as const;
const EMPTY_Y = 200;
const ROWS_SEEN = 4;
const TAKE_OUT = '0';

/** What is put together to be ordered at once: OK on a row changes its pieces, a button orders it all and shows the code for the phone. */
export class BasketPage extends HearthPage<BasketPageProps> {
  declare private list: VirtualList<ListCell>;
  declare private rows: readonly BasketRow[];
  declare private isOnButtons: boolean;
  declare private buttons: ButtonRow;
  declare private line: LightningElement;
  declare private sums: ReadonlyArray<{ readonly label: Text; readonly value: Text }>;
  declare private dueLabel: Text;
  declare private due: Text;
  declare private panel: PhonePayPanel;
  declare private empty: EmptyState;

  override pageTitle(): string {
    return this.props.basket.heading;
  }

  override _getFocused(): AnyView {
    if (this.empty.visible) return this.empty;
    return this.isOnButtons || this.rows.length === 0 ? this.buttons : this.list;
  }

  override focusChild(child: AnyView): boolean {
    if (child !== this.list && child !== this.buttons) return child === this.empty;
    this.moveTo(child === this.buttons);
    return true;
  }

  override _handleDown(press: KeyPress): boolean {
    if (this.isOnButtons || press.isHeld) return true;
    this.buttons.focusButton('pay');
    this.moveTo(true);
    return true;
  }

  override _handleUp(_press: KeyPress): boolean {
    if (this.rows.length > 0) this.moveTo(false);
    return true;
  }

  /** Back from elsewhere it may be another one. */
  override restore(): void {
    this.props.basket.lookAgain();
  }

  override leave(reason: LeaveReason): void {
    if (reason === 'closed') this.props.basket.dispose();
  }

  protected override build(): void {
    const { app, basket } = this.props;
    const { color } = this.theme;
    const { t } = app.translator;
    this.rows = [];
    this.isOnButtons = false;
    this.add(Ambient, {});
    this.addText({ style: 'title1', content: basket.heading, maxWidth: COLUMN.w }, COLUMN.x, COLUMN.titleY);
    this.buildList();
    this.line = this.put(new LightningElement(this.stage), COLUMN.x, SUMS.y, COLUMN.w, 2);
    this.line.rect = true;
    this.line.color = color.line;
    const pair = (): { readonly label: Text; readonly value: Text } => ({
      label: this.addText({ style: 'meta', color: color.text2, maxWidth: COLUMN.w / 2 }), value: this.addText({ style: 'meta', color: color.text2, align: 'end', boxWidth: COLUMN.w }),
    });
    this.sums = Array.from({ length: SUMS.most }, pair);
    this.dueLabel = this.addText({ style: 'body', color: color.text2, maxWidth: COLUMN.w / 2 });
    this.due = this.addText({ style: 'title2', align: 'end', boxWidth: COLUMN.w });
    this.buttons = this.add(ButtonRow, { maxWidth: COLUMN.w }, { x: COLUMN.x });
    this.panel = this.add(PhonePayPanel, { app, hint: t('shop.basket-pay') }, { x: PANEL.x, y: PANEL.y, w: PHONE_PANEL.w, h: PHONE_PANEL.h });
    this.empty = this.add(EmptyState, { width: GRID.contentWidth }, { x: GRID.contentX, y: EMPTY_Y });
    this.empty.visible = false;
    this.bind(basket.rows, (rows) => {
      this.showRows(rows);
    });
    const redraw = (): void => {
      this.showState(basket.state.peek());
    };
    this.bind(basket.sums, redraw);
    this.bind(basket.options, redraw);
    this.bind(basket.coupon, redraw);
    this.bind(basket.total, redraw);
    this.bind(basket.isSandbox, redraw);
    this.bind(basket.state, (state) => {
      this.showState(state);
      announceState(this.ui, app, state);
      if (state.kind === 'paid') this.goOn();
    });
  }

  private buildList(): void {
    const pitch = ListItem.heightOf('card', this.theme.rowGain) + COLUMN.gap;
    this.list = this.add(
      VirtualList<ListCell>,
      {
        width: COLUMN.w,
        pitch,
        visible: Math.min(ROWS_SEEN, Math.floor((SUMS.y - COLUMN.listY + COLUMN.gap) / pitch)),
        edge: 'leave',
        createCell: (stage) => createView(stage, ListCell, { width: COLUMN.w, look: 'card', onPress: () => { this.askPieces(); } }),
        bindCell: (cell, index) => {
          const row = this.rows[index];
          if (row !== undefined) cell.show({ id: row.id, label: row.name, text: row.text, value: row.price }, index, this.rows.length);
        },
      },
      { x: COLUMN.x, y: COLUMN.listY },
    );
  }

  private showRows(rows: readonly BasketRow[]): void {
    this.rows = rows;
    this.list.setItems({ length: rows.length, idAt: (index) => rows[index]?.id ?? '', indexOf: (id) => rows.findIndex((row) => row.id === id) });
    this.showState(this.props.basket.state.peek());
    this.ui.focus.refresh();
    this.ui.focus.check();
  }

  private showState(state: CheckoutState): void {
    const { app, basket } = this.props;
    const isFailed = state.kind === 'failed';
    const isEmpty = this.rows.length === 0 && state.kind !== 'loading';
    this.showEmpty(isEmpty ? state : null);
    const hasSum = !isEmpty && basket.options.peek().length > 0;
    const sums = isEmpty ? [] : basket.sums.peek();
    this.line.visible = !isEmpty;
    let y = SUMS.y + LINE_GAP;
    this.sums.forEach(({ label, value }, index) => {
      label.content = sums[index]?.label ?? '';
      value.content = sums[index]?.value ?? '';
      label.moveTo(COLUMN.x, y);
      value.moveTo(COLUMN.x, y);
      if (index < sums.length) y += SUMS.pitch;
    });
    this.dueLabel.content = hasSum ? totalLabel(app, basket) : '';
    this.due.content = !hasSum ? '' : basket.total.peek() === '' ? (basket.options.peek()[0]?.price ?? '') : basket.total.peek();
    this.dueLabel.moveTo(COLUMN.x, y + (SUMS.total - this.dueLabel.lineHeight) / 2);
    this.due.moveTo(COLUMN.x, y + (SUMS.total - this.due.lineHeight) / 2);
    this.buttons.visible = !isEmpty;
    this.buttons.y = y + SUMS.total + BUTTONS_GAP;
    this.buttons.setButtons(isEmpty ? [] : this.waysOn(state, hasSum));
    this.panel.visible = !isEmpty;
    const words = isFailed ? app.notices.describe(state.error) : null;
    const note = basket.isSandbox.peek() ? app.translator.t('shop.sandbox') : '';
    this.panel.show(state, words === null ? note : `${words.title}. ${words.label}`);
    this.ui.focus.refresh();
    this.ui.focus.check();
  }

  private waysOn(state: CheckoutState, canOrder: boolean): ButtonSpec[] {
    const { app, basket } = this.props;
    const { t } = app.translator;
    const isIdle = state.kind === 'choosing' || state.kind === 'declined';
    // What stands beside it in figures is heard here.
    const sums = [...basket.sums.peek(), { label: totalLabel(app, basket), value: this.due.content }].map(({ label, value }) => `${label}: ${value}`);
    const pay: ButtonSpec = { id: 'pay', label: t('shop.phone'), spoken: [t('shop.phone'), ...sums].join('. '), icon: 'phone', kind: 'purchase', onPress: () => { basket.order(basket.chosenId.peek()); } };
    const again: ButtonSpec = { id: 'retry', label: t('banner.try-again'), icon: 'restart', onPress: () => { basket.retry(); } };
    const notNow: ButtonSpec = { id: 'not-now', label: t('shop.not-now'), icon: 'x', onPress: () => app.navigation.back(true) };
    if (state.kind === 'failed') return [again, notNow];
    return [...(canOrder && isIdle ? [pay] : []), ...(canOrder && isIdle ? [couponButton(this.ui, app, basket)] : []), notNow];
  }

  /** What stands there when nothing is in it, or it cannot be asked for; `null` hides it. */
  private showEmpty(state: CheckoutState | null): void {
    const { app, basket } = this.props;
    const { t } = app.translator;
    const wasVisible = this.empty.visible;
    this.empty.visible = state !== null;
    if (state === null) return;
    const back: ButtonSpec = { id: 'back', label: t('nav.shop'), icon: 'bag', onPress: () => { app.navigation.open({ name: 'shop' }); } };
    const again: ButtonSpec = { id: 'retry', label: t('banner.try-again'), icon: 'restart', onPress: () => { basket.retry(); } };
    const words = state.kind === 'failed' ? app.notices.describe(state.error) : { title: t('shop.basket-empty'), text: t('shop.basket-empty.text'), label: '' };
    this.empty.show({ ...words, icon: state.kind === 'failed' ? 'warn' : 'bag', buttons: [state.kind === 'failed' ? again : back] });
    if (!wasVisible && state.kind !== 'failed') this.ui.mirror.announce(words.title);
  }

  /** OK on a row: as many as are left, or none. */
  private askPieces(): void {
    const { app, basket } = this.props;
    const { t } = app.translator;
    const row = this.rows.find(({ id }) => id === this.list.currentId);
    if (row === undefined) return;
    const choices = Array.from({ length: row.most }, (_, index) => ({ id: String(index + 1), label: t('shop.pieces', { count: index + 1 }) }));
    askChoice(this.ui, {
      id: 'pieces', title: row.name, choices: [...choices, { id: TAKE_OUT, label: t('shop.take-out') }], selected: String(row.pieces),
      onChoose: (pieces) => {
        void basket.setPieces(row.id, Number(pieces)).then((error) => {
          if (error !== null) app.notices.showToast(app.notices.describe(error).title);
        });
      },
    });
  }

  private goOn(): void {
    const { app, basket, entry } = this.props;
    if (app.navigation.current.peek().id !== entry.id) return;
    app.notices.showToast(basket.paidText);
    app.navigation.back(true);
  }

  private moveTo(isOnButtons: boolean): void {
    this.isOnButtons = isOnButtons;
    this.ui.focus.refresh();
    this.ui.focus.check();
  }
}
