import { SECOND_MS } from '#core/base';
import type { AppError, Disposer, Result } from '#core/base';
import { parseWireOrder } from '#core/wire';
import type { WireOrder, WireOrderRequest, WireTelevisionPurchase } from '#core/wire';
import { signal } from '#core/state';
import type { Translator } from '#model/i18n';
import type { ParentalModel } from '#model/parental';
import type { BillingPort, ClockPort } from '#ports';
import { profileHeader } from '#sources/platform';
import type { BasketReader } from './basket-source';
import type { CheckoutState } from './checkout-model';

/** How often the platform is asked whether somebody has paid. Longer: the set lags behind the phone; shorter: asked in vain. */
const ASK_EVERY_MS = 3 * SECOND_MS;

/** What ordering needs. */
export interface OrderDeskDeps extends BasketReader {
  readonly clock: Pick<ClockPort, 'after' | 'nowMs'>;
  readonly translator: Translator;
  readonly parental: Pick<ParentalModel, 'control'>;
  /** The television's own shop; `null` without one. */
  readonly billing: BillingPort | null;
  /** A word nobody else uses, eight characters or more. */
  readonly uniqueWord: () => string;
}

/** What is ordered, and how the PIN pad names it. */
export interface OrderWish {
  readonly body: WireOrderRequest;
  /** One per thing that can be ordered and way of it. */
  readonly id: string;
  readonly subject: { readonly name: string; readonly facts: string };
}

/** Places orders, one at a time, and follows the last until it is paid or declined. */
export class OrderDesk {
  readonly state = signal<CheckoutState>({ kind: 'loading' });
  readonly isSandbox = signal(false);
  private readonly deps: OrderDeskDeps;
  private readonly onPaid: () => void;
  /** One word per order that is tried: asked again after a lost answer, the platform knows it. */
  private readonly words = new Map<string, string>();
  private stopAsking: Disposer = () => undefined;
  private isOver = false;
  private turn = 0;

  /** `onPaid` is told before the state says so. */
  constructor(deps: OrderDeskDeps, onPaid: () => void) {
    this.deps = deps;
    this.onPaid = onPaid;
  }

  /** Whether another order would disturb nothing: none is on its way and none was paid. */
  get isFree(): boolean {
    const { kind } = this.state.peek();
    return kind !== 'ordering' && kind !== 'paid';
  }

  /** Whether nothing is ordered. */
  get isIdle(): boolean {
    const { kind } = this.state.peek();
    return kind === 'choosing' || kind === 'declined';
  }

  /** It was paid for elsewhere. */
  finish(): void {
    this.onPaid();
    this.state.value = { kind: 'paid' };
  }

  /** Orders, after the household's PIN where there is one. */
  async place(wish: OrderWish): Promise<void> {
    this.stopAsking();
    this.turn += 1;
    const { turn } = this;
    this.state.value = { kind: 'ordering' };
    const headers = await this.allowed(wish);
    if (this.isOld(turn)) return;
    if (headers === null) {
      this.state.value = { kind: 'choosing' };
      return;
    }
    const word = this.words.get(wish.id) ?? this.deps.uniqueWord();
    this.words.set(wish.id, word);
    const answer = await this.deps.api.call({ path: '/orders', method: 'POST', body: wish.body, headers: { ...headers, ...profileHeader(this.deps.profileId()), 'idempotency-key': word } });
    if (!this.isOld(turn)) this.follow(turn, wish, answer.ok ? parseWireOrder(answer.value.value) : answer);
  }

  /** What was ordered is let go: nobody asks for it any more, and something else can be ordered. */
  startOver(): void {
    this.stopAsking();
    this.turn += 1;
    this.state.value = { kind: 'choosing' };
  }

  /** Stops asking. */
  dispose(): void {
    this.isOver = true;
    this.stopAsking();
  }

  /** The headers of a purchase; `null` when the household's PIN was not given. */
  private async allowed({ subject }: OrderWish): Promise<Readonly<Record<string, string>> | null> {
    const { parental, translator } = this.deps;
    const control = await parental.control();
    const request = { holder: 'household' as const, title: translator.t('pin.enter'), text: translator.t('pin.purchase'), subject: { ...subject, avatar: '' } };
    const isRight = await control?.ask(request);
    return isRight === true && control !== null ? control.grant : null;
  }

  private follow(turn: number, wish: OrderWish, answer: Result<WireOrder, AppError>): void {
    if (!answer.ok) {
      this.state.value = { kind: 'failed', error: answer.error };
      return;
    }
    const { id, status, payUrl, isSandbox } = answer.value;
    this.isSandbox.value = isSandbox;
    if (status === 'paid') {
      this.finish();
    } else if (status === 'failed' || status === 'refunded') {
      this.words.delete(wish.id);
      this.state.value = { kind: 'declined' };
    } else if (answer.value.purchase !== undefined && this.state.peek().kind !== 'buying') {
      this.state.value = { kind: 'buying' };
      void this.buy(turn, wish, id, answer.value.purchase);
    } else if (this.state.peek().kind === 'buying') {
      this.askLater(turn, wish, id);
    } else {
      const state = this.state.peek();
      // Asked again, the platform does not repeat where to pay.
      this.state.value = { kind: 'waiting', payUrl: payUrl === '' && state.kind === 'waiting' ? state.payUrl : payUrl };
      this.askLater(turn, wish, id);
    }
  }

  /** The shop's sheet says nothing that counts: whatever it says, the platform is asked. */
  private async buy(turn: number, wish: OrderWish, id: string, purchase: WireTelevisionPurchase): Promise<void> {
    const { billing, api } = this.deps;
    const outcome = billing === null ? 'failed' : await billing.buy(purchase);
    const answer = await api.get(`/orders/${encodeURIComponent(id)}`, parseWireOrder);
    if (this.isOld(turn)) return;
    if (outcome !== 'bought' && answer.ok && answer.value.status === 'open') {
      this.words.delete(wish.id);
      this.state.value = { kind: 'declined' };
    } else if (answer.ok) this.follow(turn, wish, answer);
    else this.askLater(turn, wish, id);
  }

  private askLater(turn: number, wish: OrderWish, id: string): void {
    this.stopAsking = this.deps.clock.after(ASK_EVERY_MS, () => {
      void this.askAgain(turn, wish, id);
    });
  }

  private async askAgain(turn: number, wish: OrderWish, id: string): Promise<void> {
    const answer = await this.deps.api.get(`/orders/${encodeURIComponent(id)}`, parseWireOrder);
    if (this.isOld(turn)) return;
    // A word that is lost on the way does not end the wait: the phone may be paying.
    if (answer.ok) this.follow(turn, wish, answer);
    else this.askLater(turn, wish, id);
  }

  private isOld(turn: number): boolean {
    return this.isOver || turn !== this.turn;
  }
}
