import { randomUUID } from 'node:crypto';
import type { OrderRow } from '#server/store';
import type { ServerKeys } from '../server-keys';
import type { BegunPayment, PaymentEvent, PaymentProvider, Webhook } from './payment-provider';
import { isWebhookSigned, signWebhook } from './webhook-signature';

/** Header of the sandbox's signature. */
export const SANDBOX_SIGNATURE = 'hearth-signature';

const KINDS = ['paid', 'failed', 'refunded'] as const;

function readEvent(body: Buffer): PaymentEvent | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body.toString('utf8'));
  } catch {
    return null;
  }
  if (typeof parsed !== 'object' || parsed === null) return null;
  const { id, kind, reference, amountMinor, currency } = parsed as Readonly<Record<string, unknown>>;
  const known = KINDS.find((it) => it === kind);
  if (typeof id !== 'string' || id === '' || id.length > 100 || known === undefined || typeof reference !== 'string') return null;
  if (typeof amountMinor !== 'number' || !Number.isSafeInteger(amountMinor) || typeof currency !== 'string') return null;
  return { id, kind: known, reference, amountMinor, currency };
}

/**
 * A provider without money, for trying things out: whoever has the address of its page decides whether an order counts as paid. Its
 * webhooks are signed and verified as a real one's would be. What it takes is marked as sandbox in orders and ledger.
 */
export class SandboxProvider implements PaymentProvider {
  readonly id = 'sandbox';
  readonly isSandbox = true;
  private readonly secret: string;

  constructor(
    private readonly keys: ServerKeys,
    private readonly nowMs: () => number,
  ) {
    this.secret = keys.sign('payment', 'sandbox webhook');
  }

  begin(order: OrderRow): Promise<BegunPayment> {
    const reference = this.keys.sign('payment', `sandbox order ${order.id}`);
    return Promise.resolve({ reference, payUrl: `/sandbox/pay/${reference}` });
  }

  read({ headers, body }: Webhook, nowMs: number): PaymentEvent | null {
    const header = headers[SANDBOX_SIGNATURE];
    if (typeof header !== 'string' || !isWebhookSigned(this.secret, body, header, nowMs)) return null;
    return readEvent(body);
  }

  refund(): Promise<void> {
    return Promise.resolve();
  }

  /** The webhook its page sends when somebody pressed a button there. */
  webhook(kind: PaymentEvent['kind'], order: Pick<OrderRow, 'reference' | 'currency'>, amountMinor: number): Webhook {
    const event: PaymentEvent = { id: randomUUID(), kind, reference: order.reference, amountMinor, currency: order.currency };
    const body = Buffer.from(JSON.stringify(event));
    return { headers: { [SANDBOX_SIGNATURE]: signWebhook(this.secret, body, this.nowMs()) }, body };
  }
}
