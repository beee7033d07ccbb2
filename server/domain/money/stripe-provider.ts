import Stripe from 'stripe';
import { AppError, MINUTE_MS, SECOND_MS } from '#core/base';
import { dueMinor } from '#server/store';
import type { OrderRow } from '#server/store';
import type { BegunPayment, PaymentEvent, PaymentProvider, Webhook } from './payment-provider';

/** What an operator has from Stripe. */
export interface StripeAccess {
  /** `sk_test_…` moves no money, and everything that comes of it is marked so; `sk_live_…` does. */
  readonly secretKey: string;
  /** `whsec_…` of the endpoint `/webhooks/stripe`. */
  readonly webhookSecret: string;
  /** Where the platform is reached: people come back there from Stripe's page. */
  readonly publicUrl: string;
  /** Name people see on Stripe's page. */
  readonly platformName: string;
  /** Stripe's own address; another in tests. */
  readonly api?: { readonly host: string; readonly port: number; readonly protocol: 'http' | 'https' };
}

/** Longest wait for Stripe. Somebody stands at a form; the order can be asked for again. */
const TIMEOUT_MS = 10 * SECOND_MS;
/** How old a webhook may be, as Stripe recommends: an older one was copied. */
const TOLERANCE_MS = 5 * MINUTE_MS;
/** How long the page for goods lives: the shortest Stripe takes is half an hour. */
const PAGE_LIFE_MS = 32 * MINUTE_MS;
const SIGNATURE = 'stripe-signature';

function stripeError(error: unknown): AppError {
  if (error instanceof Stripe.errors.StripeConnectionError) return new AppError('net.unreachable', { message: 'Stripe cannot be reached.', cause: error });
  if (error instanceof Stripe.errors.StripeAuthenticationError) {
    return new AppError('http.server', { message: 'Stripe does not know HEARTH_STRIPE_KEY.', cause: error });
  }
  // Messages of other errors may repeat what was sent: type and code are enough.
  const known = error instanceof Stripe.errors.StripeError ? `${error.type} ${error.code ?? ''}`.trim() : 'unknown';
  return new AppError('http.server', { message: `Stripe refused: ${known}.`, cause: error });
}

async function asked<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof AppError ? error : stripeError(error);
  }
}

function eventOf(event: Stripe.Event): PaymentEvent | null {
  const of = (kind: PaymentEvent['kind'], session: Stripe.Checkout.Session): PaymentEvent => ({
    id: event.id, kind, reference: session.id, amountMinor: session.amount_total ?? -1, currency: (session.currency ?? '').toUpperCase(),
  });
  switch (event.type) {
    case 'checkout.session.completed':
      // Banks that take days say so later, with an event of their own.
      return event.data.object.payment_status === 'unpaid' ? null : of('paid', event.data.object);
    case 'checkout.session.async_payment_succeeded':
      return of('paid', event.data.object);
    case 'checkout.session.async_payment_failed':
    case 'checkout.session.expired':
      return of('failed', event.data.object);
    case 'charge.refunded': {
      const charge = event.data.object;
      const orderId = charge.metadata['order'];
      // A part of the money given back takes nothing away; that is an operator's decision.
      if (!charge.refunded || orderId === undefined) return null;
      return { id: event.id, kind: 'refunded', reference: '', orderId, amountMinor: charge.amount_refunded, currency: charge.currency.toUpperCase() };
    }
    default:
      return null;
  }
}

/**
 * Stripe by its hosted page (Checkout): cards never pass through the platform. An order counts as paid when Stripe's signed webhook says
 * so. Events that say nothing about orders are taken in and change nothing.
 */
export class StripeProvider implements PaymentProvider {
  readonly id = 'stripe';
  readonly isSandbox: boolean;
  private readonly stripe: Stripe;

  constructor(private readonly access: StripeAccess) {
    this.isSandbox = /^[sr]k_test_/.test(access.secretKey);
    this.stripe = new Stripe(access.secretKey, { timeout: TIMEOUT_MS, maxNetworkRetries: 2, telemetry: false, ...access.api });
  }

  begin(order: OrderRow, title: string): Promise<BegunPayment> {
    const { platformName, publicUrl } = this.access;
    const words = `${platformName}: ${title}${order.quantity > 1 && order.lines.length < 2 ? ` × ${String(order.quantity)}` : ''}`;
    // Pieces are kept no longer than the page lives; what was not closed here never begins.
    const expiry = order.kind === 'goods' ? { expires_at: Math.floor((order.closedAtMs + PAGE_LIFE_MS) / SECOND_MS) } : {};
    return asked(async () => {
      const session = await this.stripe.checkout.sessions.create(
        {
          mode: 'payment',
          ...expiry,
          client_reference_id: order.id,
          line_items: [{ quantity: 1, price_data: { currency: order.currency.toLowerCase(), unit_amount: dueMinor(order), product_data: { name: words } } }],
          // Copied to the charge, so that a refund made at Stripe finds its order.
          payment_intent_data: { metadata: { order: order.id } },
          success_url: `${publicUrl}/paid`,
          cancel_url: `${publicUrl}/paid?cancelled=1`,
        },
        // Asked again for the same order, Stripe answers with the same page.
        { idempotencyKey: `order-${order.id}` },
      );
      return { reference: session.id, payUrl: session.url ?? '' };
    });
  }

  read({ headers, body }: Webhook, nowMs: number): PaymentEvent | 'nothing' | null {
    const header = headers[SIGNATURE];
    if (typeof header !== 'string') return null;
    try {
      const { webhookSecret } = this.access;
      const toleranceSec = TOLERANCE_MS / SECOND_MS;
      const event = this.stripe.webhooks.constructEvent(body, header, webhookSecret, toleranceSec, undefined, nowMs);
      return eventOf(event) ?? 'nothing';
    } catch {
      return null; // Not signed by Stripe, or not lately: the caller logs that one came.
    }
  }

  refund(order: OrderRow): Promise<void> {
    return asked(async () => {
      const session = await this.stripe.checkout.sessions.retrieve(order.reference);
      const intent = typeof session.payment_intent === 'string' ? session.payment_intent : session.payment_intent?.id;
      if (intent === undefined) throw new AppError('input.invalid', { message: 'Stripe has no payment for this order.' });
      await this.stripe.refunds.create({ payment_intent: intent }, { idempotencyKey: `refund-${order.id}` });
    });
  }
}
