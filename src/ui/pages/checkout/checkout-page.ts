import { LEAVE, stepLine } from '#core/focus';
import type { CheckoutModel, CheckoutOption, CheckoutState, CheckoutTerm } from '#model/shop';
import { Ambient, ButtonRow, FactLine, ListItem } from '#ui/components';
import type { ButtonSpec } from '#ui/components';
import { Icon, LightningElement, Picture } from '#ui/engine';
import type { AnyView, IconName, KeyPress, LeaveReason, Text } from '#ui/engine';
import { askChoice } from '../choice/choice-panel';
import { HearthPage } from '../hearth-page';
import type { PageProps } from '../page-props';
import { announceState, couponButton, totalLabel } from './checkout-ways';
import { PhonePayPanel, PHONE_PANEL } from './phone-pay-panel';

/** What the page is made with. */
export interface CheckoutPageProps extends PageProps {
  /** Its own; ended with the page. */
  readonly checkout: CheckoutModel;
}

/** From the mock `p-checkout`, pixels. */
const POSTER = { x: 208, y: 150, w: 312, h: 468, radius: 20 } as const;
const NAME_Y = 646;
const FACTS_GAP = 12;
/** Stands where there is no poster. */
const SIGN = 128;
const TERM = { y: 752, pitch: 40, icon: 28, gap: 12, most: 2 } as const;
const TERM_ICONS: Readonly<Record<CheckoutTerm['kind'], IconName>> = { keep: 'check', start: 'clock', finish: 'play', note: 'info' };
const COLUMN = { x: 600, w: 620, titleY: 84, optionsY: 182, gap: 16 } as const;
const LINE_GAP = 28;
const TOTAL = { gap: 18, h: 56 } as const;
const BUTTONS_GAP = 24;
const PANEL = { x: 1304, y: 84 } as const;

/**
 * Renting or buying a title: the ways to have it, what each costs, and a code to pay with the phone. OK orders; the page goes on by itself when
 * the platform has heard that somebody paid.
 */
export class CheckoutPage extends HearthPage<CheckoutPageProps> {
  declare private rows: ListItem[];
  declare private at: number;
  /** Until then the focus is on what the model considers first. */
  declare private hasMoved: boolean;
  declare private buttons: ButtonRow;
  /** Above them, of goods: into the basket and on to it. */
  declare private basketRow: ButtonRow;
  declare private hasBasketRow: boolean;
  declare private line: LightningElement;
  declare private totalLabel: Text;
  declare private total: Text;
  declare private message: Text;
  /** What the product is; empty elsewhere. */
  declare private about: Text;
  declare private panel: PhonePayPanel;
  declare private terms: ReadonlyArray<{ readonly icon: Icon; readonly text: Text }>;

  override pageTitle(): string {
    const { checkout } = this.props;
    const { name, text = '' } = checkout.title.peek();
    return [name === '' ? checkout.heading : `${checkout.heading}: ${name}`, text].filter((part) => part !== '').join('. ');
  }

  override _getFocused(): AnyView {
    return this.rows[this.at] ?? (this.hasBasketRow && this.at === this.rows.length ? this.basketRow : this.buttons);
  }

  override focusChild(child: AnyView): boolean {
    const at = this.rows.findIndex((row) => row === child);
    if (at === -1 && child !== this.buttons && child !== this.basketRow) return false;
    this.moveTo(at !== -1 ? at : child === this.basketRow ? this.rows.length : this.buttonsAt);
    return true;
  }

  override _handleUp(press: KeyPress): boolean {
    return this.step(-1, press.isHeld);
  }

  override _handleDown(press: KeyPress): boolean {
    return this.step(1, press.isHeld);
  }

  /** Back from the basket. */
  override restore(): void {
    this.props.checkout.lookAgain();
  }

  override leave(reason: LeaveReason): void {
    if (reason === 'closed') this.props.checkout.dispose();
  }

  protected override build(): void {
    const { app, checkout } = this.props;
    this.rows = [];
    this.at = 0;
    this.hasMoved = false;
    this.add(Ambient, {});
    this.addText({ style: 'title1', content: checkout.heading, maxWidth: COLUMN.w }, COLUMN.x, COLUMN.titleY);
    this.line = this.put(new LightningElement(this.stage), COLUMN.x, 0, COLUMN.w, 2);
    this.line.rect = true;
    this.line.color = this.theme.color.line;
    this.totalLabel = this.addText({ style: 'body', content: app.translator.t('shop.total'), color: this.theme.color.text2 });
    this.total = this.addText({ style: 'title2', align: 'end', boxWidth: COLUMN.w });
    this.message = this.addText({ style: 'bodyL', color: this.theme.color.text2, maxWidth: COLUMN.w, lines: 3 }, COLUMN.x, COLUMN.optionsY);
    this.hasBasketRow = false;
    this.basketRow = this.add(ButtonRow, { maxWidth: COLUMN.w }, { x: COLUMN.x });
    this.buttons = this.add(ButtonRow, { maxWidth: COLUMN.w }, { x: COLUMN.x });
    this.about = this.addText({ style: 'caption', color: this.theme.color.text2, maxWidth: POSTER.w, lines: 6 }, POSTER.x);
    this.buildTitle();
    this.panel = this.add(PhonePayPanel, { app }, { x: PANEL.x, y: PANEL.y, w: PHONE_PANEL.w, h: PHONE_PANEL.h });
    this.bind(checkout.options, (options) => {
      this.showOptions(options);
    });
    this.bind(checkout.chosenId, (chosenId) => {
      const options = checkout.options.peek();
      const at = options.findIndex(({ id }) => id === chosenId);
      if (at !== -1 && !this.hasMoved) this.at = at;
      this.showOptions(options);
    });
    this.bind(checkout.coupon, () => {
      this.showState(checkout.state.peek());
    });
    this.bind(checkout.total, () => {
      this.placeBelow(checkout.options.peek());
    });
    this.bind(checkout.basketPieces, () => {
      this.showState(checkout.state.peek());
    });
    this.bind(checkout.canPayHere, () => {
      this.showState(checkout.state.peek());
    });
    this.bind(checkout.isSandbox, () => {
      this.showState(checkout.state.peek());
    });
    this.bind(checkout.state, (state) => {
      this.showState(state);
    });
  }

  private buildTitle(): void {
    const { color } = this.theme;
    const picture = this.put(new Picture(this.stage), POSTER.x, POSTER.y);
    picture.setUp({ w: POSTER.w, h: POSTER.h, radius: POSTER.radius, hasGround: true });
    const sign = this.put(new Icon(this.stage), POSTER.x + (POSTER.w - SIGN) / 2, POSTER.y + (POSTER.h - SIGN) / 2);
    const name = this.addText({ style: 'title3', maxWidth: POSTER.w, lines: 2 }, POSTER.x, NAME_Y);
    const facts = this.add(FactLine, { maxWidth: POSTER.w }, { x: POSTER.x });
    this.terms = Array.from({ length: TERM.most }, () => ({
      icon: this.put(new Icon(this.stage), POSTER.x, 0),
      text: this.addText({ style: 'caption', color: color.text2, maxWidth: COLUMN.x - POSTER.x - TERM.icon - 2 * TERM.gap }),
    }));
    let said = this.pageTitle();
    this.bind(this.props.checkout.title, (title) => {
      // Goods and events are known only once the platform has answered; the page was announced before.
      if (title.name !== '' && this.pageTitle() !== said) this.ui.mirror.announce(this.pageTitle());
      said = this.pageTitle();
      picture.url = title.poster;
      sign.setUp(title.sign, SIGN, color.text3);
      sign.visible = title.poster === '';
      name.content = title.name;
      facts.y = NAME_Y + (title.name === '' ? 0 : name.height + FACTS_GAP);
      facts.show({ facts: title.facts });
      this.about.content = title.text ?? '';
      this.about.y = facts.y + FACTS_GAP;
      this.placeTerms(Math.max(TERM.y, facts.y + TERM.pitch + FACTS_GAP, this.about.y + this.about.height + FACTS_GAP));
    });
  }

  private placeTerms(y: number): void {
    this.terms.forEach(({ icon, text }, index) => {
      icon.y = y + index * TERM.pitch;
      text.moveTo(POSTER.x + TERM.icon + TERM.gap, icon.y + (TERM.icon - text.lineHeight) / 2);
    });
  }

  private showOptions(options: readonly CheckoutOption[]): void {
    const { checkout } = this.props;
    const chosenId = checkout.chosenId.peek();
    options.forEach((option, index) => {
      const row = this.rows[index] ?? this.addRow();
      row.y = COLUMN.optionsY + index * (row.h + COLUMN.gap);
      row.show({
        id: option.id, label: option.title, text: option.terms[option.terms.length - 1]?.text ?? '', value: option.price, role: 'radio', isSelected: option.id === chosenId,
        index: index + 1, count: options.length, ...(option.isSoldOut === true ? { isDisabled: true } : {}),
      });
    });
    for (const extra of this.rows.splice(options.length)) this.drop(extra);
    this.placeBelow(options);
    this.ui.focus.refresh();
    this.ui.focus.check();
  }

  private addRow(): ListItem {
    const row = this.add(ListItem, { width: COLUMN.w, look: 'card' as const, hasText: true, onPress: () => this.order(row.shown.id) }, { x: COLUMN.x });
    this.rows.push(row);
    return row;
  }

  private placeBelow(options: readonly CheckoutOption[]): void {
    const last = this.rows[this.rows.length - 1];
    const y = (last === undefined ? COLUMN.optionsY + this.message.height : last.y + last.h) + LINE_GAP;
    const chosen = options.find((option) => option.id === this.props.checkout.chosenId.peek());
    this.terms.forEach(({ icon, text }, index) => {
      const term = chosen?.terms[index];
      text.content = term?.text ?? '';
      icon.visible = term !== undefined;
      if (term !== undefined) icon.setUp(TERM_ICONS[term.kind], TERM.icon, this.theme.color.text3);
    });
    const hasTotal = chosen !== undefined;
    this.line.y = y;
    this.line.visible = hasTotal;
    this.totalLabel.visible = hasTotal;
    const { total } = this.props.checkout;
    this.totalLabel.content = totalLabel(this.props.app, this.props.checkout);
    this.total.content = total.peek() === '' ? (chosen?.price ?? '') : total.peek();
    this.totalLabel.moveTo(COLUMN.x, y + TOTAL.gap + (TOTAL.h - this.totalLabel.lineHeight) / 2);
    this.total.moveTo(COLUMN.x, y + TOTAL.gap + (TOTAL.h - this.total.lineHeight) / 2);
    this.basketRow.y = hasTotal ? y + TOTAL.gap + TOTAL.h + BUTTONS_GAP : y;
    this.buttons.y = this.basketRow.y + (this.hasBasketRow ? this.basketRow.h + BUTTONS_GAP : 0);
  }

  private showState(state: CheckoutState): void {
    const { app, checkout } = this.props;
    const { t } = app.translator;
    const isFailed = state.kind === 'failed';
    const isEmpty = state.kind === 'choosing' && checkout.options.peek().length === 0;
    const words = isFailed ? app.notices.describe(state.error) : null;
    this.message.content = this.rows.length > 0 ? '' : words !== null ? `${words.title}. ${words.text}` : isEmpty ? t('shop.none') : '';
    this.showButtons(state);
    if (isFailed) this.buttons.focusButton('retry');
    this.placeBelow(checkout.options.peek());
    const note = checkout.isSandbox.peek() ? t('shop.sandbox') : '';
    this.panel.show(state, words === null || this.rows.length === 0 ? note : `${words.title}. ${words.label}`);
    announceState(this.ui, app, state);
    if (state.kind === 'paid') this.goOn();
  }

  private showButtons(state: CheckoutState): void {
    const { app, checkout } = this.props;
    const { t } = app.translator;
    const notNow: ButtonSpec = { id: 'not-now', label: t('shop.not-now'), icon: 'x', onPress: () => app.navigation.back(true) };
    const again: ButtonSpec = { id: 'retry', label: t('banner.try-again'), icon: 'restart', onPress: () => { checkout.retry(); } };
    const isOnButtons = this.at >= this.buttonsAt;
    const extras = this.basketButtons(state);
    this.hasBasketRow = extras.length > 0;
    this.basketRow.visible = this.hasBasketRow;
    this.basketRow.setButtons(extras);
    this.buttons.setButtons(state.kind === 'failed' ? [again, notNow] : [notNow, ...this.waysOn(state)]);
    if (isOnButtons && this.rows.length > 0) this.at = this.buttonsAt;
  }

  /** What else can be done while nothing is ordered. */
  private waysOn(state: CheckoutState): ButtonSpec[] {
    const { app, checkout } = this.props;
    const { t } = app.translator;
    const isIdle = (state.kind === 'choosing' || state.kind === 'declined') && checkout.options.peek().length > 0;
    if (!isIdle) return [];
    const here: ButtonSpec = { id: 'pay-here', label: t('shop.pay-here'), icon: 'card', onPress: () => { checkout.orderHere(); } };
    return [...(checkout.canPayHere.peek() ? [here] : []), couponButton(this.ui, app, checkout)];
  }

  /** Putting it into the basket, and the way to what is there. */
  private basketButtons(state: CheckoutState): ButtonSpec[] {
    const { app, checkout } = this.props;
    const { t } = app.translator;
    const pieces = checkout.basketPieces.peek();
    const add: ButtonSpec = { id: 'basket-add', label: t('shop.basket-add'), icon: 'plus', onPress: () => { this.askKind(); } };
    const open: ButtonSpec = { id: 'basket', label: t('shop.basket-open', { count: pieces }), icon: 'bag', onPress: () => { app.navigation.open({ name: 'basket' }); } };
    const isIdle = state.kind === 'choosing' || state.kind === 'declined';
    return isIdle ? [...(pieces >= 0 && this.kindsLeft().length > 0 ? [add] : []), ...(pieces > 0 ? [open] : [])] : [];
  }

  private kindsLeft(): readonly CheckoutOption[] {
    return this.props.checkout.options.peek().filter(({ isSoldOut }) => isSoldOut !== true);
  }

  /** The way down to the button leads over all kinds, so that none is meant yet. */
  private askKind(): void {
    const kinds = this.kindsLeft();
    const [first] = kinds;
    if (kinds.length === 1 && first !== undefined) this.collect(first.id);
    else if (first !== undefined) {
      const choices = kinds.map(({ id, title, price }) => ({ id, label: `${title} · ${price}` }));
      askChoice(this.ui, { id: 'kind', title: this.props.app.translator.t('shop.basket-add'), choices, selected: '', onChoose: (id) => { this.collect(id); } });
    }
  }

  private collect(id: string): void {
    const { app, checkout } = this.props;
    const kind = checkout.options.peek().find((option) => option.id === id)?.title ?? '';
    const name = Array.from(new Set([checkout.title.peek().name, kind])).filter((part) => part !== '').join(', ');
    void checkout.collect(id).then((error) => {
      app.notices.showToast(error === null ? app.translator.t('shop.basket-added', { name }) : app.notices.describe(error).title);
    });
  }

  /** Back to the title, which can be watched now. */
  private goOn(): void {
    const { app, checkout, entry } = this.props;
    if (app.navigation.current.peek().id !== entry.id) return;
    app.notices.showToast(checkout.paidText);
    app.navigation.back(true);
  }

  private order(id: string): void {
    this.props.checkout.order(id);
  }

  /** Place of the last row of buttons, after those of the options. */
  private get buttonsAt(): number {
    return this.rows.length + (this.hasBasketRow ? 1 : 0);
  }

  private step(delta: 1 | -1, isHeld: boolean): boolean {
    const next = stepLine(this.at, this.buttonsAt + 1, delta, isHeld, 'stop');
    if (next !== LEAVE) this.moveTo(next);
    return true;
  }

  private moveTo(at: number): void {
    this.at = at;
    this.hasMoved = true;
    const row = this.rows[at];
    if (row !== undefined) this.props.checkout.consider(row.shown.id);
    this.ui.focus.refresh();
    this.ui.focus.check();
  }
}
