import { parseWireShop } from '#core/wire';
import type { WireShop } from '#core/wire';
import { computed, signal } from '#core/state';
import type { ReadonlySignal } from '#core/state';
import type { CheckoutModel, CheckoutOption, CheckoutState, CheckoutTerm, CheckoutTitle } from './checkout-model';
import { formatPrice } from './format-price';
import { OrderDesk } from './order-desk';
import type { OrderDeskDeps } from './order-desk';

/** What choosing a plan needs. */
export interface PlansDeps extends OrderDeskDeps {
  /** The account may see more now: its catalogue is asked for. */
  readonly onPaid: () => void;
}

type Plan = WireShop['plans'][number];

class Plans implements CheckoutModel {
  readonly heading: string;
  readonly paidText: string;
  readonly title: ReadonlySignal<CheckoutTitle>;
  readonly options: ReadonlySignal<readonly CheckoutOption[]>;
  readonly chosenId = signal('');
  readonly state: ReadonlySignal<CheckoutState>;
  readonly isSandbox: ReadonlySignal<boolean>;
  private readonly shop = signal<WireShop | null>(null);
  private readonly deps: PlansDeps;
  private readonly desk: OrderDesk;
  private isOver = false;

  constructor(deps: PlansDeps) {
    this.deps = deps;
    this.desk = new OrderDesk(deps, deps.onPaid);
    this.state = this.desk.state;
    this.isSandbox = this.desk.isSandbox;
    this.heading = deps.translator.t('shop.plans');
    this.paidText = deps.translator.t('shop.plan-paid');
    this.title = computed(() => this.heldPlan());
    this.options = computed(() => (this.shop.value?.plans ?? []).map((plan) => this.optionOf(plan)));
    void this.load();
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
    if (this.shop.peek() === null) void this.load();
    else this.place();
  }

  dispose(): void {
    this.isOver = true;
    this.desk.dispose();
  }

  private place(): void {
    const planId = this.chosenId.peek();
    const option = this.options.peek().find(({ id }) => id === planId);
    void this.desk.place({ body: { planId }, id: planId, subject: { name: option?.title ?? '', facts: option?.price ?? '' } });
  }

  /** The plan the account has, with when it ends. */
  private heldPlan(): CheckoutTitle {
    const { t, format } = this.deps.translator;
    const shop = this.shop.value;
    const held = shop?.subscriptions.find(({ state }) => state !== 'over');
    if (shop === null || held === undefined) return { name: '', facts: [shop === null ? '' : t('shop.no-plan')], poster: '' };
    const name = shop.plans.find(({ id }) => id === held.planId)?.name ?? held.planId;
    return { name, facts: [t(`shop.plan-${held.state === 'over' ? 'active' : held.state}`, { day: format.day(held.endsAtMs, 0) })], poster: '' };
  }

  private optionOf({ id, name, price, periodCount, periodUnit, trialDays, maxStreams }: Plan): CheckoutOption {
    const { t, locale } = this.deps.translator;
    const terms: CheckoutTerm[] = [];
    if (trialDays > 0) terms.push({ kind: 'start', text: t('shop.trial', { count: trialDays }) });
    if (maxStreams > 0) terms.push({ kind: 'finish', text: t('shop.screens', { count: maxStreams }) });
    return { id, title: name, terms, price: t(`shop.per-${periodUnit}`, { price: formatPrice(price, locale.value), count: periodCount }) };
  }

  private async load(): Promise<void> {
    const { state } = this.desk;
    state.value = { kind: 'loading' };
    const answer = await this.deps.api.get('/shop', parseWireShop);
    if (this.isOver) return;
    if (!answer.ok) {
      state.value = { kind: 'failed', error: answer.error };
      return;
    }
    this.shop.value = answer.value;
    this.chosenId.value = answer.value.plans[0]?.id ?? '';
    state.value = { kind: 'choosing' };
  }
}

/** Opens the platform's plans. Asks for them at once; dispose it when the page goes. */
export function createPlans(deps: PlansDeps): CheckoutModel {
  return new Plans(deps);
}
