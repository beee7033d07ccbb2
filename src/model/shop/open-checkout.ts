import type { AppError, Result } from '#core/base';
import { signal } from '#core/state';
import type { ReadonlySignal } from '#core/state';
import type { CheckoutModel, CheckoutOption, CheckoutState, CheckoutTitle } from './checkout-model';
import { OrderDesk } from './order-desk';
import type { OrderDeskDeps, OrderWish } from './order-desk';

/** What every checkout does: asks what there is, lets one be chosen, orders it. Subclasses say what is for sale. */
export abstract class OpenCheckout<Answer> implements CheckoutModel {
  abstract readonly heading: string;
  abstract readonly paidText: string;
  abstract readonly title: ReadonlySignal<CheckoutTitle>;
  abstract readonly options: ReadonlySignal<readonly CheckoutOption[]>;
  readonly chosenId = signal('');
  readonly state: ReadonlySignal<CheckoutState>;
  readonly isSandbox: ReadonlySignal<boolean>;
  private readonly desk: OrderDesk;
  private isOver = false;

  /** `onPaid` is told before the state says so. */
  constructor(deps: OrderDeskDeps, onPaid: () => void) {
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
    this.chosenId.value = this.options.peek()[0]?.id ?? '';
    if (isPaid) this.desk.finish();
    else state.value = { kind: 'choosing' };
  }

  consider(optionId: string): void {
    if (this.desk.isIdle) this.chosenId.value = optionId;
  }

  order(optionId: string): void {
    const isWaitingForIt = this.state.peek().kind === 'waiting' && optionId === this.chosenId.peek();
    if (isWaitingForIt || !this.desk.isFree || !this.options.peek().some((option) => option.id === optionId)) return;
    this.chosenId.value = optionId;
    this.place();
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

  private place(): void {
    void this.desk.place(this.wishFor(this.chosenId.peek()));
  }
}
