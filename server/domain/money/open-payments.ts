import type { Config } from '#server/config';
import type { ServerKeys } from '../server-keys';
import type { PaymentProvider } from './payment-provider';
import { SamsungProvider } from './samsung-provider';
import { SandboxProvider } from './sandbox-provider';

/** Letters of the name an account has at Samsung. */
const CUSTOM_ID_LENGTH = 24;

/** Who takes money on this platform, as configured; `null`: nobody. Stripe's library is loaded where it is used alone. */
export async function openPayments(config: Config, keys: ServerKeys, nowMs: () => number): Promise<PaymentProvider | null> {
  if (config.payments === 'none') return null;
  if (config.payments === 'sandbox') return new SandboxProvider(keys, nowMs);
  const { StripeProvider } = await import('./stripe-provider');
  return new StripeProvider({ secretKey: config.stripeKey, webhookSecret: config.stripeWebhookSecret, publicUrl: config.publicUrl, platformName: config.name });
}

/** The television's own shop, as configured; `null`: it is not used. */
export function openTelevisionPayments(config: Config, keys: ServerKeys): PaymentProvider | null {
  const { samsung } = config;
  if (samsung.server === 'off') return null;
  const customIdOf = (accountId: string): string => keys.sign('payment', `samsung ${accountId}`).replace(/\W/g, '').slice(0, CUSTOM_ID_LENGTH);
  return new SamsungProvider({ appId: samsung.appId, securityKey: samsung.securityKey, isSandbox: samsung.server === 'sandbox', customIdOf });
}
