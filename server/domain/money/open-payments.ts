import type { Config } from '#server/config';
import type { ServerKeys } from '../server-keys';
import type { PaymentProvider } from './payment-provider';
import { SandboxProvider } from './sandbox-provider';

/** Who takes money on this platform, as configured; `null`: nobody. Stripe's library is loaded where it is used alone. */
export async function openPayments(config: Config, keys: ServerKeys, nowMs: () => number): Promise<PaymentProvider | null> {
  if (config.payments === 'none') return null;
  if (config.payments === 'sandbox') return new SandboxProvider(keys, nowMs);
  const { StripeProvider } = await import('./stripe-provider');
  return new StripeProvider({ secretKey: config.stripeKey, webhookSecret: config.stripeWebhookSecret, publicUrl: config.publicUrl, platformName: config.name });
}
