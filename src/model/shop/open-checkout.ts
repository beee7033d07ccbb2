import { toAppError } from '#core/base';
import type { AppError, Result } from '#core/base';
import { parseWireQuote } from '#core/wire';
import type { WireOrderRequest } from '#core/wire';
import { signal } from '#core/state';
import type { ReadonlySignal } from '#core/state';
import { profileHeader } from '#sources/platform';
import type { CheckoutCoupon, CheckoutModel, CheckoutOption, CheckoutState, CheckoutTitle } from './checkout-model';
import { formatPrice } from './format-price';
import { OrderDesk } from './order-desk';
import type { OrderDeskDeps, OrderWish } from './order-desk';

/** What every checkout does: asks what there is, lets one be chosen, takes a coupon, orders it. Subclasses say what is for sale. */
export abstract class OpenCheckout<Answer> implements CheckoutModel {
  abstract readonly heading: string;
  abstract readonly paidText: string;
  abstract readonly title: ReadonlySignal<CheckoutTitle>;
  abstract readonly options: ReadonlySignal<readonly CheckoutOption[]>;
  readonly chosenId = signal('');
  readonly state: ReadonlySignal<CheckoutState>;
  readonly isSandbox: ReadonlySignal<boolean>;
  readonly coupon = signal<CheckoutCoupon | null>(null);
  readonly total = signal('');
  readonly canPayHere = signal(false);
  readonly basketPieces: ReadonlySignal<number> = signal(-1);
  private readonly desk: OrderDesk;
  private readonly parts: OrderDeskDeps;
  private isOver = false;
  /** Counts quotes, so that a slow one never stands beside another option. */
  private quoting = 0;
  /** The code that is being asked about; empty: none. */
  private asked = '';
  /** The answer to the newest quote. */
  private newest: Promise<AppError | null> = Promise.resolve(null);
  /** Whether the order that was placed last, or waits, is the television's own shop's. */
  private isHere = false;

  /** `onPaid` is told before the state says so. */
  constructor(deps: OrderDeskDeps, onPaid: () => void) {
    this.parts = deps;
    this.desk = new OrderDesk(deps, onPaid);
    this.state = this.desk.state;
    this.isSandbox = this.desk.isSandbox;
  }

  /** Asks what there is; the state follows. */
  async load(): Promise<void> {
    const { state } = this.desk;
    state.value = { kind: 'loading' };
    const answer = await this.ask();
    if (this.isOver) return;
    if (!answer.ok) {
      state.value = { kind: 'failed', error: answer.error };
      return;
    }
    const isPaid = this.take(answer.value);
    this.choose(this.firstId());
    if (isPaid) this.desk.finish();
    else state.value = { kind: 'choosing' };
  }

  consider(optionId: string): void {
    // Looking at what is sold out asks for no price of it.
    if (this.desk.isIdle && this.options.peek().find(({ id }) => id === optionId)?.isSoldOut !== true) this.choose(optionId);
  }

  order(optionId: string): void {
    const isWaitingForIt = this.state.peek().kind === 'waiting' && optionId === this.chosenId.peek();
    if (!isWaitingForIt) this.begin(optionId, false);
  }

  orderHere(): void {
    if (this.canPayHere.peek()) this.begin(this.chosenId.peek(), true);
  }

  async useCoupon(code: string): Promise<AppError | null> {
    if (!this.desk.isIdle) return null;
    const typed = code.trim();
    if (typed === '') {
      this.quoting += 1;
      this.asked = '';
      this.newest = Promise.resolve(null);
      this.coupon.value = null;
      this.total.value = '';
      return null;
    }
    return this.quote(typed);
  }

  async collect(_optionId: string): Promise<AppError | null> {
    return null;
  }

  lookAgain(): void {
    // What is not sent has no basket.
  }

  retry(): void {
    if (this.state.peek().kind !== 'failed') return;
    // Nothing could be ordered yet: it was the question that failed.
    if (this.options.peek().length === 0) void this.load();
    else this.place();
  }

  dispose(): void {
    this.isOver = true;
    this.desk.dispose();
  }

  protected abstract ask(): Promise<Result<Answer, AppError>>;

  /** Keeps what there is; answers whether nothing is left to pay. */
  protected abstract take(answer: Answer): boolean;

  /** How the option `id` is ordered. */
  protected abstract wishFor(id: string): OrderWish;

  /** The option that is considered first. */
  protected firstId(): string {
    const options = this.options.peek();
    return (options.find((option) => option.isSoldOut !== true) ?? options[0])?.id ?? '';
  }

  /** Whether what is ordered may still be changed. */
  protected get canChange(): boolean {
    const { kind } = this.state.peek();
    return kind === 'choosing' || kind === 'declined' || kind === 'waiting' || kind === 'failed';
  }

  /** What was ordered and not paid is let go. */
  protected startOver(): void {
    if (!this.desk.isIdle) this.desk.startOver();
  }

  /** The shop of televisions the platform works with; only where this set has that one. */
  protected offerHere(shop: string): void {
    this.canPayHere.value = shop !== '' && this.parts.billing?.shop === shop && this.parts.billing.country() !== '';
  }

  private choose(optionId: string): void {
    if (optionId === this.chosenId.peek()) return;
    this.chosenId.value = optionId;
    this.total.value = '';
    // What is being asked was asked for another option.
    const code = this.asked === '' ? this.coupon.peek()?.code : this.asked;
    if (code !== undefined) void this.quote(code);
  }

  /** Asks what a code comes to for the chosen option. Whoever waits for an earlier quote is told what this one says. */
  private quote(code: string): Promise<AppError | null> {
    this.quoting += 1;
    this.asked = code;
    this.newest = this.askQuote(code, this.quoting);
    return this.newest;
  }

  private async askQuote(code: string, quoting: number): Promise<AppError | null> {
    const { api, translator } = this.parts;
    const body: WireOrderRequest = { ...this.wishFor(this.chosenId.peek()).body, coupon: code };
    const answer = await api.call({ path: '/quotes', method: 'POST', body, headers: profileHeader(this.parts.profileId()) });
    if (this.isOver) return null;
    if (quoting !== this.quoting) return this.newest;
    this.asked = '';
    const quote = answer.ok ? parseWireQuote(answer.value.value) : answer;
    const locale = translator.locale.peek();
    if (quote.ok) {
      const { price: { currency }, discountMinor, dueMinor } = quote.value;
      this.coupon.value = { code, off: formatPrice({ amountMinor: discountMinor, currency }, locale) };
      this.total.value = formatPrice({ amountMinor: dueMinor, currency }, locale);
      return null;
    }
    // One that was good for another option is kept; one that never was is not.
    const { coupon } = this;
    const standing = coupon.peek();
    if (standing?.code === code) coupon.value = { code, off: '' };
    // The one that stands was not asked about for this option, or its answer was not waited for.
    else if (standing !== null && standing.off !== '' && this.total.peek() === '') void this.quote(standing.code);
    return toAppError(quote.error);
  }

  private begin(optionId: string, isHere: boolean): void {
    const option = this.options.peek().find(({ id }) => id === optionId);
    if (!this.desk.isFree || option === undefined || option.isSoldOut === true) return;
    this.choose(optionId);
    this.isHere = isHere;
    this.place();
  }

  private place(): void {
    const wish = this.wishFor(this.chosenId.peek());
    const coupon = this.coupon.peek();
    const code = coupon === null || coupon.off === '' || this.isHere ? '' : coupon.code;
    const way = this.isHere ? { way: 'television' as const, country: this.parts.billing?.country() ?? '' } : {};
    const id = `${wish.id} ${code} ${this.isHere ? 'here' : ''}`;
    void this.desk.place({ ...wish, id, body: { ...wish.body, ...(code === '' ? {} : { coupon: code }), ...way } });
  }
}
