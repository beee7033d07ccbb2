import { MINUTE_MS } from '#core/base';
import type { Platform } from '#server/domain';

/** How long a phone may read an account's orders by the address a set showed. */
const LIFE_MS = 30 * MINUTE_MS;

/** The page with an account's orders; who has it reads them for half an hour. */
export function historyPath(platform: Platform, accountId: string): string {
  const until = String(platform.nowMs() + LIFE_MS);
  return `/orders/${accountId}/${until}/${platform.keys.sign('payment', `history ${accountId} ${until}`)}`;
}

/** Whether such an address is ours and not over. */
export function isHistoryPath(platform: Platform, accountId: string, until: string, signature: string): boolean {
  return platform.keys.isSigned('payment', `history ${accountId} ${until}`, signature) && Number(until) > platform.nowMs();
}
