import type { ServerKeys } from '../server-keys';

/** What stands for a profile in events; cannot be turned back. Empty without a profile. */
export function profileHashOf(keys: ServerKeys, accountId: string, profileId: string): string {
  return profileId === '' ? '' : keys.sign('analytics', `${accountId} ${profileId}`);
}
