import type { AppError, Result } from '#core/base';
import { parseWireShop } from '#core/wire';
import type { WireShop } from '#core/wire';
import { computed, signal } from '#core/state';
import type { ReadonlySignal } from '#core/state';
import type { CheckoutModel, CheckoutOption, CheckoutTerm, CheckoutTitle } from './checkout-model';
import { formatPrice } from './format-price';
import { OpenCheckout } from './open-checkout';
import type { OrderDeskDeps, OrderWish } from './order-desk';

/** What choosing a plan needs. */
export interface PlansDeps extends OrderDeskDeps {
  /** The account may see more now: its catalogue is asked for. */
  readonly onPaid: () => void;
}

type Plan = WireShop['plans'][number];

class Plans extends OpenCheckout<WireShop> {
  readonly heading: string;
  readonly paidText: string;
  readonly title: ReadonlySignal<CheckoutTitle>;
  readonly options: ReadonlySignal<readonly CheckoutOption[]>;
  private readonly shop = signal<WireShop | null>(null);
  private readonly deps: PlansDeps;

  constructor(deps: PlansDeps, private readonly wantedId: string) {
    super(deps, deps.onPaid);
    this.deps = deps;
    this.heading = deps.translator.t('shop.plans');
    this.paidText = deps.translator.t('shop.plan-paid');
    this.title = computed(() => this.heldPlan());
    this.options = computed(() => (this.shop.value?.plans ?? []).map((plan) => this.optionOf(plan)));
  }

  protected ask(): Promise<Result<WireShop, AppError>> {
    return this.deps.api.get('/shop', parseWireShop);
  }

  protected take(shop: WireShop): boolean {
    this.shop.value = shop;
    this.offerHere(shop.televisionShop);
    return false;
  }

  protected override firstId(): string {
    return this.options.peek().some(({ id }) => id === this.wantedId) ? this.wantedId : super.firstId();
  }

  protected wishFor(id: string): OrderWish {
    const option = this.options.peek().find((each) => each.id === id);
    return { body: { planId: id }, id, subject: { name: option?.title ?? '', facts: option?.price ?? '' } };
  }

  /** The plan the account has, with when it ends. */
  private heldPlan(): CheckoutTitle {
    const { t, format } = this.deps.translator;
    const shop = this.shop.value;
    const held = shop?.subscriptions.find(({ state }) => state !== 'over');
    if (shop === null || held === undefined) return { name: '', facts: [shop === null ? '' : t('shop.no-plan')], poster: '', sign: 'ticket' };
    const name = shop.plans.find(({ id }) => id === held.planId)?.name ?? held.planId;
    return { name, facts: [t(`shop.plan-${held.state === 'over' ? 'active' : held.state}`, { day: format.day(held.endsAtMs, 0) })], poster: '', sign: 'ticket' };
  }

  private optionOf({ id, name, price, periodCount, periodUnit, trialDays, maxStreams }: Plan): CheckoutOption {
    const { t, locale } = this.deps.translator;
    const terms: CheckoutTerm[] = [];
    if (trialDays > 0) terms.push({ kind: 'start', text: t('shop.trial', { count: trialDays }) });
    if (maxStreams > 0) terms.push({ kind: 'finish', text: t('shop.screens', { count: maxStreams }) });
    return { id, title: name, terms, price: t(`shop.per-${periodUnit}`, { price: formatPrice(price, locale.value), count: periodCount }) };
  }
}

/** Opens the platform's plans, `planId` considered first (empty: whichever comes first). Asks for them at once; dispose it when the page goes. */
export function createPlans(deps: PlansDeps, planId: string): CheckoutModel {
  const plans = new Plans(deps, planId);
  void plans.load();
  return plans;
}
